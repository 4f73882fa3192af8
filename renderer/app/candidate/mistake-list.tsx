import { Card } from 'antd'
import { useTranslation } from 'react-i18next'
import type { PaperResult } from '#contract/admission.ts'

/** What was answered wrongly, with what is right and why; nothing when nothing was. */
export function MistakeList({ mistakes }: Pick<PaperResult, 'mistakes'>) {
  const { t } = useTranslation()
  if (mistakes.length === 0) return null
  return (
    <Card size="small" title={t('candidate.mistakes', { count: mistakes.length })}>
      <ol className="mistakes">
        {mistakes.map(({ position, text, options, chosen, answer, explanation }) => (
          <li key={position} value={position}>
            <div>{text}</div>
            <div className="muted">{options.map((option, place) => `${'ABCDEFGH'[place]}. ${option}`).join('　')}</div>
            <div>
              {t('candidate.yours')} <b className="refusal">{letters(chosen)}</b> · {t('candidate.right')}{' '}
              <b>{letters(answer)}</b> · {explanation}
            </div>
          </li>
        ))}
      </ol>
    </Card>
  )
}

function letters(places: readonly number[] | null): string {
  return places?.map((place) => 'ABCDEFGH'[place]).join('') || '—'
}
