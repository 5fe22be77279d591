import * as z from 'zod'
import {
  BasisPoints,
  Country,
  Currency,
  Email,
  Id,
  Locale,
  Name,
  Slug,
  Text,
  TimeZone,
} from '#contracts/common'

export const roles = ['owner', 'manager', 'front_desk', 'accountant', 'reader'] as const
export const Role = z.enum(roles)
export type Role = z.output<typeof Role>

/** What anybody may know of a space: its pages and embeds are dressed with it. */
export const PublicSpace = z
  .object({
    slug: Slug,
    name: z.string(),
    timeZone: TimeZone,
    currency: Currency,
    locale: Locale,
    country: Country,
    accent: z.string(),
  })
  .meta({ id: 'PublicSpace' })
export type PublicSpace = z.output<typeof PublicSpace>

export const Password = z.string().min(10).max(200)

export const NewSpace = z
  .strictObject({
    name: Name(),
    slug: Slug,
    country: Country,
    timeZone: TimeZone,
    currency: Currency,
    locale: Locale,
    ownerName: Name(),
    email: Email,
    /** Without one the owner signs in by magic link alone. */
    password: Password.optional(),
  })
  .meta({ id: 'NewSpace' })
export type NewSpace = z.output<typeof NewSpace>

export const IssuerData = z.strictObject({
  legalName: Name(200),
  taxId: Text(40),
  address: Text(200),
  postalCode: Text(20),
  city: Text(100),
  country: Country,
  email: z.union([z.literal(''), Email]),
  iban: Text(42),
  invoiceNote: Text(500),
  billingDay: z.int().min(1).max(28).nullable(),
  paymentDays: z.int().min(0).max(120),
  defaultTaxBp: BasisPoints,
})

export const Accent = z.string().regex(/^#[0-9a-f]{6}$/)

/** An address as a browser sends it in `Origin`: scheme, host and port, nothing after. */
export const Origin = z
  .string()
  .max(200)
  .regex(/^https?:\/\/[a-z0-9.-]+(:\d{1,5})?$/)
  .meta({ example: 'https://www.example.org' })

/** The space as its staff see and edit it. */
export const Space = PublicSpace.extend({
  id: Id,
  issuer: IssuerData,
  embedOrigins: z.array(Origin),
  version: z.int(),
}).meta({ id: 'Space' })
export type Space = z.output<typeof Space>

export const SpaceChange = z
  .strictObject({
    name: Name(),
    accent: Accent,
    locale: Locale,
    issuer: IssuerData.partial(),
    embedOrigins: z.array(Origin).max(20),
  })
  .partial()
  .meta({ id: 'SpaceChange' })
export type SpaceChange = z.output<typeof SpaceChange>

export const StaffMember = z
  .object({ id: Id, name: z.string(), email: z.string(), role: Role, locale: Locale, isYou: z.boolean() })
  .meta({ id: 'StaffMember' })
export type StaffMember = z.output<typeof StaffMember>
export const NewStaffMember = z
  .strictObject({ name: Name(), email: Email, role: Role, locale: Locale })
  .meta({ id: 'NewStaffMember' })
export type NewStaffMember = z.output<typeof NewStaffMember>
export const StaffChange = z
  .strictObject({ name: Name(), role: Role, locale: Locale })
  .partial()
  .meta({ id: 'StaffChange' })
export type StaffChange = z.output<typeof StaffChange>
