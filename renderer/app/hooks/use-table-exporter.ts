import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { exportTable } from '#contract/ipc/table-export.ts'
import type { TableExporter } from '#renderer/app/components/table-export.tsx'
import type { Place } from '#renderer/app/place.ts'
import { invoke } from '#renderer/bridge.ts'

/** Writes the tables of a place into files; the log names the place. */
export function useTableExporter(place: Place): TableExporter {
  const { t } = useTranslation()
  return useMemo(
    () => ({
      title: t(`shell.${place}`),
      save: async (contents) => (await invoke(exportTable, { table: place, ...contents })).fileName,
    }),
    [t, place],
  )
}
