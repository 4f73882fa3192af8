import { defineConfig } from 'vitest/config'

const node = { environment: 'node', restoreMocks: true } as const

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...node,
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/central/**', 'test/e2e/**', 'test/attack/**'],
        },
      },
      {
        test: {
          ...node,
          name: 'central',
          include: ['test/central/**/*.test.ts'],
          globalSetup: ['test/support/database-server.ts'],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          ...node,
          name: 'attack',
          include: ['test/attack/**/*.test.ts'],
          globalSetup: ['test/support/database-server.ts', 'test/support/workplace.ts'],
          fileParallelism: false,
          testTimeout: 90_000,
          hookTimeout: 240_000,
        },
      },
      {
        test: {
          ...node,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/support/workplace.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
})
