import createClient, { type Client } from 'openapi-fetch'
import { v4 } from 'uuid'
import type { paths } from './generated/schema.d.ts'
import { Offline, problemOf } from './problem.ts'

export type { components, operations, paths } from './generated/schema.d.ts'
export { Offline, Problem, type ProblemField } from './problem.ts'

const timeoutMs = 15_000
const safeMethods = ['GET', 'HEAD', 'OPTIONS']

export type Api = Client<paths>

type ApiOptions = {
  /** Origin of the app, without a slash at the end; empty for pages that the app serves itself. */
  baseUrl?: string
  /** `omit` for embeds: a visitor of a foreign site has no session. */
  credentials?: RequestCredentials
  /** Added to each request, for instance the key of an embed. Asked anew each time. */
  headers?: () => Record<string, string>
}

/**
 * The API, typed by its published document. Each call either has its answer or throws: `Problem` when the API
 * refuses, `Offline` when no answer came within 15 s, the caller's own abort when its signal fired.
 */
export function createApi({ baseUrl = '', credentials = 'same-origin', headers }: ApiOptions = {}): Api {
  return createClient<paths>({ baseUrl, credentials, fetch: (request) => send(request, headers?.() ?? {}) })
}

/** The body of an answer: `const person = await answer(api.GET('/v1/people/{id}', …))`. */
export async function answer<T>(call: Promise<{ data?: T }>): Promise<T> {
  const { data } = await call
  // Refusals were thrown; an answer without a body has type `undefined` here.
  return data as T
}

async function send(request: Request, headers: Record<string, string>): Promise<Response> {
  for (const [name, value] of Object.entries(headers)) request.headers.set(name, value)
  // A caller that repeats a write passes its own key, so that the write happens once.
  if (!safeMethods.includes(request.method) && !request.headers.has('idempotency-key')) {
    request.headers.set('idempotency-key', v4())
  }
  const signal = AbortSignal.any([request.signal, AbortSignal.timeout(timeoutMs)])
  const response = await fetch(request, { signal }).catch((error: unknown) => {
    throw request.signal.aborted ? error : new Offline(error)
  })
  if (!response.ok) throw await problemOf(response)
  return response
}
