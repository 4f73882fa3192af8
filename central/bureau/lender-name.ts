import { institutionTypes } from './code-tables.ts'
import type { Lender } from './personal-report-credit.ts'

/** An institution as the lender version prints it: `商业银行“AB”`. */
export function lenderName({ type, code }: Lender): string {
  return `${institutionTypes[type]}“${code}”`
}
