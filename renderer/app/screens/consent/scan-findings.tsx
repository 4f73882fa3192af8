import { useTranslation } from 'react-i18next'
import type { UploadedScan } from '#contract/scan-findings.ts'

/** What the service saw in a scan: hard to read, signed and by whom, from which printed form. Nothing when all is well. */
export function ScanFindingsText({ seen }: { seen: UploadedScan }) {
  const { t } = useTranslation()
  const { poorPages, signatures, formCodes } = seen.findings
  return (
    <>
      {poorPages.map(({ page, problems }) => (
        <div key={page} className="caution">
          {t('consent.poorPage', {
            page,
            problems: problems.map((problem) => t(`consent.problem.${problem}`)).join('、'),
          })}
        </div>
      ))}
      {[...new Set(signatures)].map((verdict) => (
        <div key={verdict} className={verdict === 'valid' ? 'muted' : 'caution'}>
          {t(`consent.signature.${verdict}`)}
        </div>
      ))}
      {formCodes.length > 0 && <div className="muted">{t('consent.formFound')}</div>}
    </>
  )
}

/** What a consent still lacks, as far as its pages show; `undefined`: nothing. */
export function missingOf(seen: readonly UploadedScan[]): 'formPageMissing' | 'copyMissing' | undefined {
  if (seen.length === 0) return undefined
  const codes = seen.flatMap(({ findings }) => findings.formCodes)
  const isPageMissing = codes.some(
    ({ form, pages }) => new Set(codes.filter((code) => code.form === form).map(({ page }) => page)).size < pages,
  )
  if (isPageMissing) return 'formPageMissing'
  return seen.reduce((sum, { pages }) => sum + pages, 0) < 2 ? 'copyMissing' : undefined
}
