import type { FormInstance } from 'antd'
import { useEffect } from 'react'

/** Whenever the form comes on screen with nothing in it yet, typing begins at the reference. */
export function useFirstFocus<Values extends { readonly reference: string }>(form: FormInstance<Values>): void {
  useEffect(() => {
    if (!form.getFieldsValue(true).reference) form.focusField('reference')
  }, [form])
}
