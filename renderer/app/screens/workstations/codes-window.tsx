import { useMutation } from '@tanstack/react-query'
import { Alert, Form, Input, Modal, Select, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { issueEnrolmentCodes } from '#contract/ipc/workstation.ts'
import { type IssuedCode, WorkstationNumber } from '#contract/workstation-administration.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { invoke } from '#renderer/bridge.ts'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'

interface CodesWindowProps {
  readonly institutions: readonly { readonly code: string; readonly name: string }[]
  readonly onClose: () => void
}

interface Order {
  readonly institution: string
  readonly numbers: string
}

/** Issues enrolment codes and shows them once; nobody can look them up later. */
export function CodesWindow({ institutions, onClose }: CodesWindowProps) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Order>()
  const issuing = useMutation({
    mutationFn: ({ institution, numbers }: Order) =>
      invoke(issueEnrolmentCodes, { body: { institution, workstationNumbers: readNumbers(numbers) } }),
  })
  return (
    <Modal
      open
      width={620}
      title={t('workstations.issueCodes')}
      okText={t(issuing.data ? 'workstations.codesNoted' : 'workstations.issue')}
      cancelText={t('workstations.cancel')}
      okButtonProps={{ loading: issuing.isPending }}
      cancelButtonProps={{ style: issuing.data ? { display: 'none' } : {} }}
      onOk={issuing.data ? onClose : () => form.submit()}
      onCancel={onClose}
      mask={{ closable: false }}
      destroyOnHidden
    >
      <div className="stack">
        <FailureAlert error={issuing.error} />
        {issuing.data ? (
          <IssuedCodes codes={issuing.data} />
        ) : (
          <Form form={form} layout="vertical" requiredMark={false} onFinish={(order) => issuing.mutate(order)}>
            <Form.Item
              name="institution"
              label={t('workstations.institution')}
              initialValue={institutions.length === 1 ? institutions[0]?.code : undefined}
              rules={[{ required: true, message: t('workstations.institutionMissing') }]}
            >
              <Select
                showSearch={{ optionFilterProp: 'label' }}
                options={institutions.map(({ code, name }) => ({ value: code, label: `${name} ${code}` }))}
              />
            </Form.Item>
            <Form.Item
              name="numbers"
              label={t('workstations.numbers')}
              extra={t('workstations.numbersHint')}
              rules={[{ validator: (_, value: string) => judgeNumbers(value, t('workstations.numbersWrong')) }]}
            >
              <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} spellCheck={false} />
            </Form.Item>
          </Form>
        )}
      </div>
    </Modal>
  )
}

const rowsWithoutScrolling = 7

function IssuedCodes({ codes }: { codes: readonly IssuedCode[] }) {
  const { t } = useTranslation()
  return (
    <>
      <Alert type="warning" showIcon title={t('workstations.codesOnce')} />
      <Table<IssuedCode>
        size="small"
        rowKey="workstationNumber"
        dataSource={codes}
        pagination={false}
        {...(codes.length > rowsWithoutScrolling && { scroll: { y: 300 } })}
        columns={[
          { key: 'number', title: t('workstations.number'), dataIndex: 'workstationNumber', width: 130 },
          {
            key: 'code',
            title: t('workstations.code'),
            render: (_, { code }) => <code className="enrolment-code">{code.replace(/(.{4})(?=.)/g, '$1-')}</code>,
          },
          {
            key: 'until',
            title: t('workstations.codeUntil'),
            width: 150,
            render: (_, { expiresAt }) => shanghaiMoment(expiresAt),
          },
        ]}
      />
    </>
  )
}

function readNumbers(text = ''): string[] {
  const numbers = text
    .normalize('NFKC')
    .toUpperCase()
    .split(/[\s,;，；、]+/)
  return [...new Set(numbers.filter((number) => number !== ''))]
}

async function judgeNumbers(text: string | undefined, message: string): Promise<void> {
  const numbers = readNumbers(text)
  const isGood = numbers.length > 0 && numbers.length <= 500
  if (!isGood || numbers.some((number) => !WorkstationNumber.safeParse(number).success)) throw new Error(message)
}
