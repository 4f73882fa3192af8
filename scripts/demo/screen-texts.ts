/** The texts a person reads on the screens, to find a button by its name in either language. */

import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

export type DemoLanguage = 'zh-CN' | 'en'

/** @returns A function from `file.key.key` to the text, `{{name}}` filled in. @throws {RangeError} When there is no such text. */
export function screenTexts(language: DemoLanguage): (key: string, values?: Record<string, string>) => string {
  const files = globSync(join('renderer', 'locales', language, '*.json'))
  const texts: unknown = Object.fromEntries(
    files.map((file) => [basename(file, '.json'), JSON.parse(readFileSync(file, 'utf8'))]),
  )
  return (key, values = {}) => {
    const found = key
      .split('.')
      .reduce<unknown>((level, name) => (level as Record<string, unknown> | undefined)?.[name], texts)
    if (typeof found !== 'string') throw new RangeError(`There is no text ${key}.`)
    return found.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '')
  }
}
