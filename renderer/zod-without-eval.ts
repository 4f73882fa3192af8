/**
 * Tells zod not to compile schemas with `new Function`, which the window's content security policy forbids: even the
 * attempt would be reported as a violation. Must be imported before any module that makes a schema.
 */

import * as z from 'zod'

z.config({ jitless: true })
