import { useMutation } from '@tanstack/react-query'
import { Button, Modal, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import type { CandidateRow } from '#contract/admission.ts'
import { issueAdmissionCode } from '#contract/ipc/admission.ts'
import { DataTable } from '#renderer/app/components/data-table.tsx'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { invoke } from '#renderer/bridge.ts'
import { shanghaiTimeOfDay } from '#renderer/shanghai-time.ts'

interface CandidateTableProps {
  readonly candidates: readonly CandidateRow[]
  readonly isLoading: boolean
  readonly onIssued: () => void
}

/** Employees without a user; a code lets one of them take the test at a workstation of his institution. */
export function CandidateTable({ candidates, isLoading, onIssued }: CandidateTableProps) {
  const { t } = useTranslation()
  const issuing = useMutation({
    mutationFn: async (row: CandidateRow) => ({
      ...row,
      ...(await invoke(issueAdmissionCode, { params: { employeeId: row.employeeId } })),
    }),
    onSuccess: onIssued,
  })
  const issued = issuing.data
  return (
    <>
      <FailureAlert error={issuing.error} />
      <DataTable<CandidateRow>
        rows={candidates}
        rowKey={({ employeeId }) => employeeId}
        textOf={(row) => `${row.name} ${row.employeeId} ${row.institution.name}`}
        isLoading={isLoading}
        empty={t('admission.noCandidates')}
        columns={[
          {
            key: 'person',
            title: t('admission.employee'),
            render: (_, { name, employeeId }) => (
              <>
                {name} <span className="muted figure">{employeeId}</span>
              </>
            ),
            sorter: (a, b) => a.employeeId.localeCompare(b.employeeId),
          },
          { key: 'institution', title: t('user.institution'), render: (_, row) => row.institution.name },
          { key: 'attempts', title: t('admission.attempts'), dataIndex: 'attempts', width: 100, className: 'figure' },
          {
            key: 'best',
            title: t('admission.bestScore'),
            width: 120,
            className: 'figure',
            render: (_, { bestScore, isPassed }) =>
              bestScore === null ? '—' : <Tag color={isPassed ? 'success' : 'warning'}>{bestScore}</Tag>,
          },
          {
            key: 'application',
            title: t('admission.application'),
            render: (_, { application }) => (application ? t(`admission.states.${application}`) : '—'),
          },
          {
            key: 'code',
            title: t('admission.code'),
            width: 170,
            render: (_, row) => (
              <Button size="small" loading={issuing.isPending} onClick={() => issuing.mutate(row)}>
                {t('admission.issueCode')}
              </Button>
            ),
          },
        ]}
      />
      {issued && (
        <Modal
          open
          title={t('admission.codeTitle', { name: issued.name })}
          footer={<Button onClick={() => issuing.reset()}>{t('admission.close')}</Button>}
          onCancel={() => issuing.reset()}
        >
          <p>{t('admission.codeHint', { employeeId: issued.employeeId, at: shanghaiTimeOfDay(issued.expiresAt) })}</p>
          <div className="challenge">{issued.code.replace(/(.{4})(?=.)/g, '$1-')}</div>
        </Modal>
      )}
    </>
  )
}
