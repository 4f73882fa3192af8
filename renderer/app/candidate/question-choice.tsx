import { Checkbox, Radio, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import type { PaperQuestion } from '#contract/admission.ts'

interface QuestionChoiceProps {
  readonly question: PaperQuestion
  readonly chosen: readonly number[]
  readonly onChoose: (places: number[]) => void
}

export function QuestionChoice({ question, chosen, onChoose }: QuestionChoiceProps) {
  const { t } = useTranslation()
  const { kind, text, options } = question
  const labelled = options.map((option, place) => ({ value: place, label: `${'ABCDEFGH'[place]}. ${option}` }))
  return (
    <div className="stack">
      <p className="question-text">
        <Tag>{t(`candidate.kind.${kind}`)}</Tag>
        {text}
      </p>
      {kind === 'multiple' ? (
        <Checkbox.Group
          className="question-options"
          options={labelled}
          value={[...chosen]}
          onChange={(places) => onChoose(places.toSorted((one, other) => one - other))}
        />
      ) : (
        <Radio.Group
          className="question-options"
          options={labelled}
          value={chosen[0]}
          onChange={({ target }) => onChoose([Number(target.value)])}
        />
      )}
    </div>
  )
}
