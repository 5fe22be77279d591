import { problemTable } from './generated/problems.js'
import { getLocale, type Locale } from './locale.ts'

type Text = (inputs: Record<string, unknown>, options: { locale: Locale }) => string

// Each text has its own inputs; they come from the problem itself, so only the API's contract can check them.
const texts = problemTable as unknown as Partial<Record<string, Text>>

/** What to tell a person about this error code; undefined when we have no words of our own for it. */
export function problemText(code: string, inputs: Record<string, unknown> = {}, locale = getLocale()) {
  return Object.hasOwn(texts, code) ? texts[code]?.(inputs, { locale }) : undefined
}
