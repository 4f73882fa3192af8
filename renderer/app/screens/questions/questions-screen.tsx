import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Card, Popconfirm, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { applyQuestionBank, listQuestions, retireQuestion, tryQuestionBank } from '#contract/ipc/admission.ts'
import { type ChosenTable, chooseTable } from '#contract/ipc/table-file.ts'
import { questionTopics, type StoredQuestion } from '#contract/question.ts'
import { DataTable } from '#renderer/app/components/data-table.tsx'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { ScreenTitle } from '#renderer/app/components/screen-title.tsx'
import { TableChoice } from '#renderer/app/components/table-choice.tsx'
import { invoke } from '#renderer/bridge.ts'
import { query } from '#renderer/query.ts'

/** The question bank: import after a trial, and retirement. */
export function QuestionsScreen() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const questions = useQuery(query(listQuestions, {}))
  const [table, setTable] = useState<ChosenTable>()
  const trial = useMutation({ mutationFn: (handle: string) => invoke(tryQuestionBank, { handle }) })
  const refresh = () => client.invalidateQueries({ queryKey: [listQuestions.name] })
  const applying = useMutation({
    mutationFn: (planHash: string) => invoke(applyQuestionBank, { handle: table?.handle ?? '', planHash }),
    onSuccess: refresh,
  })
  const retiring = useMutation({
    mutationFn: (id: string) => invoke(retireQuestion, { params: { id } }),
    onSuccess: refresh,
  })
  const choose = (chosen: ChosenTable) => {
    setTable(chosen)
    applying.reset()
    if (chosen.refusal === null) trial.mutate(chosen.handle)
  }
  const plan = trial.data

  return (
    <div className="stack">
      <ScreenTitle title={t('question.title')}>
        <p>{t('question.hint')}</p>
      </ScreenTitle>
      <FailureAlert error={questions.error ?? trial.error ?? applying.error ?? retiring.error} />
      <Card size="small">
        <div className="stack">
          <TableChoice
            purpose="question-bank"
            choose={(purpose) => invoke(chooseTable, { purpose })}
            onChosen={choose}
            chosen={table}
          />
          {plan && (
            <span className="row">
              {t('question.trial', {
                added: plan.added.length,
                changed: plan.changed.length,
                unchanged: plan.unchanged,
                bad: plan.badRows.length,
              })}
              <Button
                type="primary"
                disabled={plan.added.length + plan.changed.length === 0 || applying.isSuccess}
                loading={applying.isPending}
                onClick={() => applying.mutate(plan.planHash)}
              >
                {t('question.apply')}
              </Button>
            </span>
          )}
          {plan && plan.badRows.length > 0 && (
            <ul>
              {plan.badRows.slice(0, 20).map(({ line, problem }) => (
                <li key={`${line} ${problem}`}>
                  {t('question.badRow', { line, problem: t(`question.problem.${problem}`) })}
                </li>
              ))}
            </ul>
          )}
          {applying.data && (
            <Alert
              type="success"
              showIcon
              role="status"
              title={t('question.applied', { count: applying.data.applied })}
            />
          )}
        </div>
      </Card>
      <Card size="small">
        <QuestionTable
          questions={questions.data ?? []}
          isLoading={questions.isPending}
          onRetire={(id) => retiring.mutate(id)}
        />
      </Card>
    </div>
  )
}

interface QuestionTableProps {
  readonly questions: readonly StoredQuestion[]
  readonly isLoading: boolean
  readonly onRetire: (id: string) => void
}

function QuestionTable({ questions, isLoading, onRetire }: QuestionTableProps) {
  const { t } = useTranslation()
  return (
    <DataTable<StoredQuestion>
      rows={questions}
      rowKey={({ id }) => id}
      textOf={({ number, text, options }) => `${number} ${text} ${options.join(' ')}`}
      isLoading={isLoading}
      empty={t('question.empty')}
      columns={[
        { key: 'number', title: t('question.number'), dataIndex: 'number', width: 100, className: 'figure' },
        { key: 'version', title: t('question.version'), dataIndex: 'version', width: 70, className: 'figure' },
        {
          key: 'topic',
          title: t('question.topic'),
          width: 100,
          render: (_, { topic }) => t(`question.topics.${topic}`),
          filters: questionTopics.map((value) => ({ value, text: t(`question.topics.${value}`) })),
          onFilter: (value, { topic }) => topic === value,
        },
        { key: 'kind', title: t('question.kind'), width: 80, render: (_, { kind }) => t(`candidate.kind.${kind}`) },
        {
          key: 'text',
          title: t('question.text'),
          render: (_, { text, options, answer }) => (
            <>
              {text}
              <div className="muted">{options.filter((_option, place) => answer.includes(place)).join('；')}</div>
            </>
          ),
        },
        {
          key: 'action',
          title: t('question.state'),
          width: 110,
          render: (_, { id, retiredAt }) =>
            retiredAt ? (
              <Tag>{t('question.retired')}</Tag>
            ) : (
              <Popconfirm
                title={t('question.retireAsk')}
                okText={t('question.retire')}
                cancelText={t('institution.cancel')}
                onConfirm={() => onRetire(id)}
              >
                <Button size="small">{t('question.retire')}</Button>
              </Popconfirm>
            ),
        },
      ]}
    />
  )
}
