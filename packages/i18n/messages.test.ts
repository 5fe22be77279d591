import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { m } from '#i18n/messages'
import { locales } from './locale.ts'

type Variants = { match: Record<string, string> }[]
type Texts = Record<string, string | Variants>

const folder = new URL('messages/', import.meta.url)
const areas = readdirSync(folder)
const read = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'))
const texts = (area: string, locale: string): Texts => read(`messages/${area}/${locale}.json`)
const patterns = (text: string | Variants) =>
  typeof text === 'string' ? [text] : text.flatMap(({ match }) => Object.values(match))
const inputs = (text: string | Variants) =>
  [...new Set(patterns(text).flatMap((pattern) => pattern.match(/\{\w+\}/g) ?? []))].sort()

test('every area is compiled', () => {
  const settings = read('project.inlang/settings.json')
  const compiled = settings['plugin.inlang.messageFormat'].pathPattern
  expect(compiled.toSorted()).toEqual(areas.map((area) => `./messages/${area}/{locale}.json`).toSorted())
})

test.each(areas)('%s says the same things in every language, under its own name', (area) => {
  const spanish = texts(area, 'es')
  for (const locale of locales) {
    const other = texts(area, locale)
    expect(Object.keys(other).toSorted()).toEqual(Object.keys(spanish).toSorted())
    for (const [key, text] of Object.entries(other)) {
      expect(key).toMatch(new RegExp(`^${area}_[a-z0-9_]+$`))
      expect(inputs(text), `inputs of ${key} in ${locale}`).toEqual(inputs(spanish[key] ?? ''))
      for (const pattern of patterns(text)) expect(pattern.trim(), `${key} in ${locale}`).not.toBe('')
    }
  }
})

// Spanish has a third plural, `many`, for a million: a text without a catch-all prints its own key then.
test.each(areas)('plurals of %s have a catch-all', (area) => {
  for (const locale of locales) {
    for (const [key, text] of Object.entries(texts(area, locale))) {
      if (typeof text === 'string') continue
      for (const { match } of text) {
        const last = Object.keys(match).at(-1) ?? ''
        const catchesAll = last.split(',').every((condition) => condition.trim().endsWith('=*'))
        expect(catchesAll, `${key} in ${locale}`).toBe(true)
      }
    }
  }
})

test('a message speaks the language it is asked for', () => {
  expect(m.common_save({}, { locale: 'ca' })).toBe('Desa')
  expect(m.common_results_shown({ count: 1_000_000 }, { locale: 'es' })).toBe('1000000 resultados')
})
