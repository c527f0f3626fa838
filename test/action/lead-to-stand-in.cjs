// Leads connections to the security token service to a server of the tests. Names and certificates stay as they are.
const tls = require('node:tls');

const connect = tls.connect;

tls.connect = (options, ...rest) =>
  options?.servername === 'sts.aliyuncs.com' || options?.host === 'sts.aliyuncs.com'
    ? connect(
        {
          ...options,
          servername: 'sts.aliyuncs.com',
          host: '127.0.0.1',
          port: Number(process.env.STAND_IN_PORT),
        },
        ...rest,
      )
    : connect(options, ...rest);
