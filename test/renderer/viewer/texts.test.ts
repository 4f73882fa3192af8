import { expect, test } from 'vitest'
import { failureCodes } from '#contract/failure.ts'
import { languages } from '#contract/ipc/shell.ts'
import { canRetry, viewerTexts } from '#renderer/viewer/texts.ts'

test('both languages have a sentence for the same failures', () => {
  const [chinese, english] = languages.map((language) => Object.keys(viewerTexts(language).failures).sort())
  expect(english).toEqual(chinese)
})

test.each(['log-unavailable', 'log-proof-refused', 'offline', 'viewing-over', 'openings-used-up'] as const)(
  '%s has a sentence of its own',
  (code) => {
    for (const language of languages) expect(viewerTexts(language).failures[code]?.text).toBeTruthy()
  },
)

test('what cannot pass by itself is not offered for another try', () => {
  expect(failureCodes.filter(canRetry)).toEqual(['report-not-ready', 'log-unavailable', 'offline', 'unexpected'])
})
