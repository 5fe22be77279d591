import * as z from 'zod'
import { Email, Id, Locale, Slug } from '#contracts/common'
import { Password, PublicSpace, Role } from '#contracts/tenants'

export const PasswordSignIn = z
  .strictObject({ email: Email, password: z.string().min(1).max(200), space: Slug.optional() })
  .meta({ id: 'PasswordSignIn' })
export const LinkRequest = z.strictObject({ email: Email }).meta({ id: 'LinkRequest' })
export const LinkUse = z
  .strictObject({ token: z.string().regex(/^[A-Za-z0-9_-]{43}$/) })
  .meta({ id: 'LinkUse' })
export const NewPassword = z.strictObject({ password: Password }).meta({ id: 'NewPassword' })
export const SpaceChoice = z.strictObject({ space: Slug }).meta({ id: 'SpaceChoice' })

export const StaffSession = z
  .object({
    staff: z.object({ id: Id, name: z.string(), email: z.string(), role: Role, locale: Locale }),
    space: PublicSpace,
    /** Every space in which this person is staff, this one included. */
    spaces: z.array(z.object({ slug: z.string(), name: z.string() })),
  })
  .meta({ id: 'StaffSession' })
export type StaffSession = z.output<typeof StaffSession>

export const MemberSession = z
  .object({
    person: z.object({ id: Id, name: z.string(), email: z.string(), locale: Locale }),
    space: PublicSpace,
  })
  .meta({ id: 'MemberSession' })
export type MemberSession = z.output<typeof MemberSession>
