-- where Prometheus has the metrics of a machine's agent from, as its facts tell: host:port
ALTER TABLE machine ADD COLUMN metrics TEXT;
