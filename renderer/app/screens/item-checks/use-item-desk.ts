import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { decideItem, listItemChecks, readItemPage, takeItem, takeNextItems } from '#contract/ipc/item-check.ts'
import { readToDoCounts } from '#contract/ipc/to-do.ts'
import type { CheckItem, ItemCheckId, ItemVerdict } from '#contract/item-check.ts'
import { invoke } from '#renderer/bridge.ts'
import { query } from '#renderer/query.ts'

/** As many items are on the desk: while one is looked at, the next ones are fetched with their first page. */
const onDesk = 5
/** So long a decision can be taken back; then, or with the next decision, it is written. */
export const undoMs = 6000

export interface Decided {
  readonly item: CheckItem
  readonly verdict: ItemVerdict
}

/**
 * The items in a checker's hands and the decision that can still be taken back. What is on the desk is nobody else's;
 * whoever leaves the screen gives it back.
 *
 * @param wanted An item chosen in the list: it comes first.
 */
export function useItemDesk(wanted: ItemCheckId | undefined) {
  const client = useQueryClient()
  const [items, setItems] = useState<readonly CheckItem[]>([])
  const [at, setAt] = useState(0)
  const [pending, setPending] = useState<Decided>()
  const [done, setDone] = useState(0)
  const writing = useMutation({
    mutationFn: ({ item, verdict }: Decided) => invoke(decideItem, { params: { id: item.id }, body: verdict }),
    onSettled: (_answer, _error, { item }) => {
      client.removeQueries({ queryKey: [readItemPage.name], predicate: ({ queryKey }) => isPageOf(queryKey, item.id) })
      for (const { name } of [listItemChecks, readToDoCounts]) void client.invalidateQueries({ queryKey: [name] })
    },
  })
  const taking = useMutation({
    // What is held is an argument: by the time this runs, another decision may already stand in the state.
    mutationFn: ({ held, count }: { held: readonly CheckItem[]; count: number }) =>
      invoke(takeNextItems, { body: { held: held.map(({ id }) => id), count } }),
    onSuccess: (taken) => {
      setItems((known) => [...known, ...taken.filter(({ id }) => !known.some((one) => one.id === id))])
      for (const item of taken) void client.prefetchQuery(pageQuery(item.id, 1))
    },
  })
  const choosing = useMutation({
    mutationFn: (id: ItemCheckId) => invoke(takeItem, { params: { id } }),
    onSuccess: (item) => {
      setItems((known) => [item, ...known.filter(({ id }) => id !== item.id)])
      setAt(0)
    },
  })

  const begin = useEffectEvent(() => {
    setItems([])
    setAt(0)
    const fill = (held: readonly CheckItem[]) => taking.mutate({ held, count: onDesk - held.length })
    if (wanted) choosing.mutate(wanted, { onSettled: (item) => fill(item ? [item] : []) })
    else fill([])
  })
  const leave = useEffectEvent(() => {
    if (pending) writing.mutate(pending)
    setPending(undefined)
    void invoke(takeNextItems, { body: { held: [], count: 0 } }).catch(() => undefined)
    client.removeQueries({ queryKey: [readItemPage.name] })
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: another item chosen in the list is another beginning.
  useEffect(() => {
    begin()
    return () => leave()
  }, [wanted])

  const settle = useEffectEvent(() => {
    if (!pending) return
    setPending(undefined)
    writing.mutate(pending)
  })
  useEffect(() => {
    if (!pending) return undefined
    const timer = setTimeout(() => settle(), undoMs)
    return () => clearTimeout(timer)
  }, [pending])

  const decide = (verdict: ItemVerdict) => {
    const item = items[at]
    if (!item) return
    if (pending) writing.mutate(pending)
    const left = items.filter(({ id }) => id !== item.id)
    setItems(left)
    setAt(Math.min(at, Math.max(0, left.length - 1)))
    setPending({ item, verdict })
    setDone((count) => count + 1)
    const held = [...left, item, ...(pending ? [pending.item] : [])]
    if (left.length < onDesk) taking.mutate({ held, count: onDesk - left.length })
  }
  const undo = () => {
    if (!pending) return
    setItems((known) => known.toSpliced(at, 0, pending.item))
    setPending(undefined)
    setDone((count) => count - 1)
  }

  return {
    items,
    at,
    item: items[at],
    pending,
    done,
    isLoading: taking.isPending || choosing.isPending,
    error: writing.error ?? choosing.error ?? taking.error,
    decide,
    undo,
    move: (by: 1 | -1) => setAt((now) => Math.min(Math.max(0, now + by), Math.max(0, items.length - 1))),
    reload: () => taking.mutate({ held: pending ? [pending.item] : [], count: onDesk }),
  }
}

/** A page stays in memory while its item is on the desk, and no longer. */
export function pageQuery(id: ItemCheckId, page: number) {
  return { ...query(readItemPage, { params: { id, page } }), staleTime: Number.POSITIVE_INFINITY, gcTime: 60_000 }
}

function isPageOf([, input]: readonly unknown[], id: string): boolean {
  return (input as { params?: { id?: string } } | undefined)?.params?.id === id
}
