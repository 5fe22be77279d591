import { expect, test } from 'vitest'
import * as format from './format.ts'

const plain = (text: string) => text.replaceAll(/[\u00a0\u2009\u202f]/g, ' ')
const madrid = 'Europe/Madrid'

test('money is exact, grouped and in the order of the language', () => {
  expect(plain(format.formatMoney({ minor: 125050, currency: 'EUR' }, 'es'))).toBe('1.250,50 €')
  expect(format.formatMoney({ minor: -5, currency: 'EUR' }, 'en')).toBe('-€0.05')
  expect(plain(format.formatMoney({ minor: 9_007_199_254_740_991, currency: 'EUR' }, 'ca'))).toBe(
    '90.071.992.547.409,91 €',
  )
  expect(format.formatMoney({ minor: 1200, currency: 'JPY' }, 'en')).toBe('JP¥1,200')
})

test('rates are basis points', () => {
  expect(plain(format.formatRate(2100, 'es'))).toBe('21 %')
  expect(plain(format.formatRate(520, 'en'))).toBe('5.2%')
})

test('durations are hours and minutes', () => {
  expect(plain(format.formatDuration(510, 'es'))).toBe('8 h 30 min')
  expect(plain(format.formatDuration(600, 'ca'))).toBe('10 h')
  expect(plain(format.formatDuration(0, 'en'))).toBe('0 min')
  expect(plain(format.formatDuration(-90, 'es'))).toBe('−1 h 30 min')
})

test('times are those of the zone, on both sides of a clock change', () => {
  expect(format.formatTime('2026-10-24T07:00:00Z', madrid, 'es')).toBe('09:00')
  expect(format.formatTime('2026-10-25T08:00:00Z', madrid, 'es')).toBe('09:00')
  expect(
    plain(
      format.formatTimeRange({ start: '2026-11-03T08:30:00Z', end: '2026-11-03T10:00:00Z' }, madrid, 'en'),
    ),
  ).toBe('09:30–11:00')
})

test('a period of days is told with its last day', () => {
  expect(plain(format.formatPeriod({ start: '2026-11-01', end: '2026-12-01' }, 'en'))).toBe('1 – 30 Nov 2026')
  expect(format.formatDay('2026-11', 'month', 'ca')).toBe('novembre del 2026')
})

test('elapsed time is told in the largest fitting unit', () => {
  expect(format.formatAgo('2026-11-03T08:00:00Z', '2026-11-03T11:10:00Z', 'es')).toBe('hace 3 horas')
  expect(format.formatAgo('2026-11-02T08:00:00Z', '2026-11-03T11:10:00Z', 'en')).toBe('yesterday')
})
