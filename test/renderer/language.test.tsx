// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { succeed } from '#test/support/fake-bridge.ts'
import { openApp } from '#test/support/work-screens.tsx'

vi.setConfig({ testTimeout: 30_000 })
afterEach(cleanup)

test('the window stays in the language that was chosen in it, and the choice is kept for the next start', async () => {
  const app = openApp({ 'app:language:choose': () => succeed() })
  fireEvent.click(await screen.findByRole('radio', { name: 'English' }))
  await screen.findByRole('button', { name: /Log out/ })
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(screen.getByRole('button', { name: /Log out/ })).toBeTruthy()
  expect(app.inputsOf('app:language:choose')).toEqual([{ language: 'en' }])
})
