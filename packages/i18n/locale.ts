import { overwriteGetLocale } from './generated/runtime.js'

export const locales = ['es', 'en', 'ca'] as const
export type Locale = (typeof locales)[number]

/** What a browser adds. The Worker compiles this file as well and has no types for it. */
const browser = globalThis as {
  document?: { documentElement: { lang: string } }
  localStorage?: { getItem(key: string): string | null; setItem(key: string, value: string): void }
  navigator?: { languages?: readonly string[] }
}

const savedUnder = 'nave.locale'
const listeners = new Set<(locale: Locale) => void>()
let current: Locale = 'es'

overwriteGetLocale(() => current)

export function isLocale(value: unknown): value is Locale {
  return locales.some((locale) => locale === value)
}

/** The language on screen. Code that serves many people at once passes `{ locale }` to each message instead. */
export const getLocale = (): Locale => current

/** Changes the language of this page; `save` remembers it in this browser. */
export function setLocale(locale: Locale, { save = false } = {}) {
  if (save) writeSaved(locale)
  if (browser.document) browser.document.documentElement.lang = locale
  if (locale === current) return
  current = locale
  for (const listener of listeners) listener(locale)
}

/** Calls back on each change; the answer ends that. */
export function onLocaleChange(listener: (locale: Locale) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What the person chose before, else the first language of the browser that we speak, else the space's. */
export function chooseLocale(spaceLocale?: string): Locale {
  const wished = [readSaved(), ...browserLanguages(), spaceLocale]
  return wished.find(isLocale) ?? 'es'
}

/** The language of an embed: the host page decides, and nothing is stored on its site. */
export function localeOf(tag: string | null | undefined, otherwise?: string): Locale {
  const wished = [languageOf(tag), ...browserLanguages(), otherwise]
  return wished.find(isLocale) ?? 'es'
}

const languageOf = (tag: string | null | undefined) => tag?.slice(0, 2).toLowerCase()

const browserLanguages = () => (browser.navigator?.languages ?? []).map(languageOf)

// Storage throws where a browser blocks it; the choice then lasts as long as the page.
function readSaved(): string | null {
  try {
    return browser.localStorage?.getItem(savedUnder) ?? null
  } catch {
    return null
  }
}

function writeSaved(locale: Locale) {
  try {
    browser.localStorage?.setItem(savedUnder, locale)
  } catch {}
}
