import { HttpProblem } from '../problem/http-problem.ts';
import type { HttpContext } from '../request/context.ts';

/**
 * Reads the request's body, at most `limitBytes` of it. After a refusal, Node reads and drops the rest, so that the
 * client receives the answer.
 * @throws HttpProblem 413 when it is longer, 415 when it is compressed
 */
export async function readBytes(ctx: Pick<HttpContext, 'req' | 'get'>, limitBytes: number): Promise<Buffer> {
  if (!['', 'identity'].includes(ctx.get('Content-Encoding'))) {
    throw new HttpProblem('unsupported_media_type', {
      issues: [{ path: 'headers.content-encoding', code: 'not_compressed' }],
    });
  }
  if (Number(ctx.get('Content-Length')) > limitBytes)
    throw new HttpProblem('payload_too_large', { expected: `body: expected at most ${limitBytes} bytes` });
  return collect(ctx.req, limitBytes);
}

function collect(req: HttpContext['req'], limitBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const fail = (problem: HttpProblem): void => {
      req.removeListener('data', take);
      req.resume();
      reject(problem);
    };
    // Gone before anybody listened: none of the events below comes any more.
    if (req.destroyed && !req.readableEnded) return fail(new HttpProblem('invalid_request'));
    const take = (chunk: Buffer): void => {
      length += chunk.length;
      if (length > limitBytes)
        fail(new HttpProblem('payload_too_large', { expected: `body: expected at most ${limitBytes} bytes` }));
      else chunks.push(chunk);
    };
    req.on('data', take);
    req.once('end', () => resolve(Buffer.concat(chunks)));
    // The client disconnected: nobody reads the answer, but the handler must end.
    req.once('close', () => fail(new HttpProblem('invalid_request')));
    req.once('error', () => fail(new HttpProblem('invalid_request')));
  });
}
