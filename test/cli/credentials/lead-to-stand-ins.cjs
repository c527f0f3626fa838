// Leads connections to services of Alibaba Cloud to servers of the tests. Names and certificates stay as they are.
const http = require('node:http');
const net = require('node:net');
const tls = require('node:tls');

const ports = JSON.parse(process.env.STAND_INS);
const connect = tls.connect;

tls.connect = (options, ...rest) => {
  const port = ports[options?.servername ?? options?.host];
  if (port === undefined) return connect(options, ...rest);
  return connect(
    { ...options, servername: options.servername ?? options.host, host: '127.0.0.1', port },
    ...rest,
  );
};

http.Agent.prototype.createConnection = (options, ...rest) => {
  const port = ports[options.host];
  return net.createConnection(
    port === undefined ? options : { ...options, host: '127.0.0.1', port },
    ...rest,
  );
};
