import { type UnseenReason, unseenReasonOf } from '../../model/probe.js';

const reasons: Readonly<Record<UnseenReason, string>> = {
  'no-address': '记录中没有可以询问的主机名或地址',
  'not-allowed': '其地址属于探测从不连接的地址',
  'not-resolved': '其名称没有解析到任何地址',
  refused: '连接被拒绝',
  unreachable: '网络无法到达',
  'timed-out': '未在限定时间内应答',
  ended: '连接被中断，没有应答',
  'no-handshake': '无法建立 TLS 连接',
  'no-https': '该处没有 HTTPS 应答',
  'not-http': '应答的不是 HTTP',
  malformed: '其应答不符合 HTTP 规范',
  'client-certificate': '服务器要求客户端证书',
  'not-testable': '从这里无法判断它是否会接受',
  'not-a-registry': '应答的不是镜像仓库 API',
  denied: '无论是否认证都拒绝访问',
  redirected: '它指向另一个地址，探测不会跟随',
  'out-of-time': '在轮到它之前，全部探测的时间已经用完',
  failed: '连接失败',
};

/** Why a probe did not see something, in Chinese; what is none of these reasons stays as it is. */
export function unseenZh(text: string): string {
  const reason = unseenReasonOf(text);
  return reason === undefined ? text : reasons[reason];
}
