import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ChosenTable, TablePurpose } from '#contract/ipc/table-file.ts'
import { FailureAlert } from './failure-alert.tsx'

interface TableChoiceProps {
  readonly purpose: TablePurpose
  /** Asks the system's dialog. */
  readonly choose: (purpose: TablePurpose) => Promise<{ table: ChosenTable | null }>
  readonly onChosen: (table: ChosenTable) => void
  readonly chosen: ChosenTable | undefined
}

/** A button that opens the system's dialog, and the file that was chosen or why it cannot be read. */
export function TableChoice({ purpose, choose, onChosen, chosen }: TableChoiceProps) {
  const { t } = useTranslation()
  const choosing = useMutation({
    mutationFn: () => choose(purpose),
    onSuccess: ({ table }) => table && onChosen(table),
  })
  return (
    <span className="row">
      <Button type={chosen ? 'default' : 'primary'} onClick={() => choosing.mutate()} loading={choosing.isPending}>
        {t('staff.choose')}
      </Button>
      {chosen && <span className="figure">{chosen.fileName}</span>}
      {chosen?.refusal && <span className="refusal">{t(`staff.refusal.${chosen.refusal}`)}</span>}
      <FailureAlert error={choosing.error} />
    </span>
  )
}
