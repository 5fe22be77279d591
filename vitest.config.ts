import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    environment: 'node',
    include: ['{admin,db,packages,widgets,worker}/**/*.test.{ts,tsx}'],
    globalSetup: ['packages/local/test-machine.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
})
