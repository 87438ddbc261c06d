import { request as overHttp } from 'node:http';
import { request as overHttps, type RequestOptions } from 'node:https';
import { Webhook } from 'standardwebhooks';
import { addressFault, checkedLookup } from './addresses.ts';
import { type Batch, connectionError, type Target, TargetError } from './target.ts';

export interface WebhookSettings {
  url: string;
  secret: string;
  ca?: string | null;
}

/** Batches as JSON Lines over POST, signed as Standard Webhooks has it. Delivered is what was answered with 2xx. */
export function webhookTarget({ url: address, secret, ca }: WebhookSettings, userAgent: string): Target {
  const url = new URL(address);
  const signer = new Webhook(secret);
  const isPlain = url.protocol === 'http:';
  return {
    async send(batch, signal) {
      const fault = addressFault(url.hostname.replace(/^\[|\]$/g, ''), isPlain);
      if (fault) throw new TargetError(`${url.host} is not sent to: ${fault}.`);
      const body = batch.lines.map(({ text }) => `${text}\n`).join('');
      const options: RequestOptions = {
        method: 'POST',
        // A connection of its own: one that was kept and is closed by the other side in this moment would look like a failure.
        agent: false,
        lookup: checkedLookup(isPlain),
        signal,
        headers: {
          'content-type': 'application/x-ndjson; charset=utf-8',
          'content-length': Buffer.byteLength(body),
          'user-agent': userAgent,
          ...signed(signer, batch, body),
        },
        ...(ca ? { ca } : {}),
      };
      const status = await answerTo(url, options, body, signal);
      if (status >= 300 && status < 400) throw new TargetError(`${url.host} answered ${status}; redirects are not followed.`);
      if (status < 200 || status >= 300) throw new TargetError(`${url.host} answered ${status}.`);
      return `${url.host} answered ${status}.`;
    },
    release: () => undefined,
  };
}

function signed(signer: Webhook, { id }: Batch, body: string): Record<string, string> {
  const at = new Date();
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': signer.sign(id, at, body),
  };
}

/** The status of the answer. Its body is nobody's to read. */
function answerTo(url: URL, options: RequestOptions, body: string, signal: AbortSignal): Promise<number> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'http:' ? overHttp : overHttps;
    const request = send(url, options, (response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    request.on('error', (error) => reject(signal.aborted ? timeout(url.host) : connectionError(url.host, error)));
    request.end(body);
  });
}

/** What came back too late. */
const timeout = (where: string) => new TargetError(`${where} did not answer in time.`);
