import { Card, Progress } from 'antd'
import { useTranslation } from 'react-i18next'
import { deductionCategories } from '#contract/deduction.ts'
import type { UserScore } from '#contract/score.ts'
import { GradeTag } from './grade-tag.tsx'
import { ScoreLedger } from './score-ledger.tsx'

/** Points of the year, what they mean, what happens next, and every row they come from. */
export function ScorePanel({ score }: { score: UserScore }) {
  const { t } = useTranslation()
  const { points, grade, policy, year, nextYearOn } = score
  return (
    <>
      <Card size="small">
        <div className="stack">
          <div className="row">
            <span className="score-figure figure">{points}</span>
            <span className="muted">{t('score.of', { points: policy.yearlyPoints, year })}</span>
            <GradeTag grade={grade} />
          </div>
          <Progress
            percent={Math.round((points / policy.yearlyPoints) * 100)}
            showInfo={false}
            strokeColor={colours[grade]}
            aria-label={t('score.of', { points: policy.yearlyPoints, year })}
          />
          <div>{t(`score.meaning.${grade}`, { left: points - thresholdOf(score) + 1 })}</div>
          <div className="muted">
            {t('score.nextYear', { day: nextYearOn, points: policy.yearlyPoints })} {t('score.frees')}
          </div>
        </div>
      </Card>
      <Card size="small" title={t('score.ledger')}>
        <ScoreLedger rows={score.rows} />
      </Card>
      <Card size="small" title={t('score.scale')}>
        <div className="muted">{t('score.scaleHint', { a: policy.gradeAFrom, b: policy.gradeBFrom })}</div>
        <ul className="score-scale">
          {deductionCategories.map((category) => (
            <li key={category}>
              <b className="figure">{category === 'grave' ? t('score.toC') : `−${policy.deductions[category]}`}</b>{' '}
              {t(`score.category.${category}`)}
            </li>
          ))}
        </ul>
      </Card>
    </>
  )
}

const colours = { A: '#2f7d4f', B: '#b7791f', C: '#a8211d' } as const

/** The fewest points of the present grade. */
function thresholdOf({ grade, policy }: UserScore): number {
  return grade === 'A' ? policy.gradeAFrom : policy.gradeBFrom
}
