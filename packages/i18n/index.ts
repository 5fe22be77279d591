export * from './format.ts'
export {
  chooseLocale,
  getLocale,
  isLocale,
  type Locale,
  localeOf,
  locales,
  onLocaleChange,
  setLocale,
} from './locale.ts'
