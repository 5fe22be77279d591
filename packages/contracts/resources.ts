import * as z from 'zod'
import { BasisPoints, Day, Id, Instant, Money, Name, Price, Text, TimeZone } from '#contracts/common'

const Clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/)
/** ISO weekday, 1 is Monday; local times of the location. A weekday that is not listed is closed. */
export const OpeningHours = z
  .array(z.strictObject({ weekday: z.int().min(1).max(7), opens: Clock, closes: Clock }))
  .max(21)
  .refine((hours) => hours.every(({ opens, closes }) => opens < closes), {
    error: 'Closing must be after opening.',
  })

export const Location = z
  .object({
    id: Id,
    name: z.string(),
    address: z.string(),
    timeZone: TimeZone,
    openingHours: OpeningHours,
    version: z.int(),
  })
  .meta({ id: 'Location' })
export type Location = z.output<typeof Location>
export const LocationChange = z
  .strictObject({ name: Name(), address: Text(300), timeZone: TimeZone, openingHours: OpeningHours })
  .partial()
  .meta({ id: 'LocationChange' })
export type LocationChange = z.output<typeof LocationChange>

export const ResourceKind = z
  .object({
    id: Id,
    code: z.string(),
    name: z.string(),
    isBookable: z.boolean(),
    isAssignable: z.boolean(),
    isHandedOver: z.boolean(),
  })
  .meta({ id: 'ResourceKind' })
export type ResourceKind = z.output<typeof ResourceKind>

const Minutes = z.int().min(5).max(1440)
const resourceFields = {
  name: Name(),
  description: Text(1000),
  units: z.int().min(1).max(1000),
  capacity: z.int().min(1).max(10_000).nullable(),
  floor: Text(60),
  amenities: z.array(Name(60)).max(30),
  memberHourlyMinor: Price,
  visitorHourlyMinor: Price,
  taxBp: BasisPoints,
  stepMinutes: Minutes,
  minMinutes: Minutes,
  maxMinutes: Minutes,
  freeCancelHours: z.int().min(0).max(2160),
  isPublic: z.boolean(),
}

export const NewResource = z
  .strictObject(resourceFields)
  .partial()
  .extend({ name: Name(), kindId: Id })
  .meta({ id: 'NewResource' })
export type NewResource = z.output<typeof NewResource>
export const ResourceChange = z
  .strictObject(resourceFields)
  .extend({ isArchived: z.boolean() })
  .partial()
  .meta({ id: 'ResourceChange' })
export type ResourceChange = z.output<typeof ResourceChange>

/** Who has a thing that is lent for longer: a locker, a key, a parking place. */
export const Holder = z.object({
  assignmentId: Id,
  personId: Id,
  name: z.string(),
  startsOn: Day,
  endsOn: Day.nullable(),
})

export const Resource = z
  .object({
    ...resourceFields,
    id: Id,
    kindId: Id,
    kindCode: z.string(),
    locationId: Id,
    archivedAt: Instant.nullable(),
    holders: z.array(Holder),
    version: z.int(),
  })
  .meta({ id: 'Resource' })
export type Resource = z.output<typeof Resource>

export const NewAssignment = z
  .strictObject({
    resourceId: Id,
    personId: Id,
    membershipId: Id.optional(),
    startsOn: Day,
    endsOn: Day.optional(),
  })
  .meta({ id: 'NewAssignment' })
export type NewAssignment = z.output<typeof NewAssignment>
export const AssignmentEnding = z.strictObject({ endsOn: Day }).meta({ id: 'AssignmentEnding' })

export const assignmentStates = ['reserved', 'active', 'ending', 'awaiting_return', 'released'] as const
export const Assignment = z
  .object({
    id: Id,
    resource: z.object({ id: Id, name: z.string(), kindCode: z.string(), kindName: z.string() }),
    personId: Id,
    membershipId: Id.nullable(),
    startsOn: Day,
    endsOn: Day.nullable(),
    isHandedOver: z.boolean(),
    returnedAt: Instant.nullable(),
    state: z.enum(assignmentStates),
  })
  .meta({ id: 'Assignment' })
export type Assignment = z.output<typeof Assignment>

/** A room as the portal and the embeds show it. */
export const BookableRoom = z
  .object({
    id: Id,
    name: z.string(),
    description: z.string(),
    capacity: z.int().nullable(),
    floor: z.string(),
    amenities: z.array(z.string()),
    hourly: Money,
    taxBp: BasisPoints,
    stepMinutes: z.int(),
    minMinutes: z.int(),
    maxMinutes: z.int(),
    freeCancelHours: z.int(),
    /** What is free on the day asked for, already without the past and without what opens too late. */
    free: z.array(z.object({ start: Instant, end: Instant })),
  })
  .meta({ id: 'BookableRoom' })
export type BookableRoom = z.output<typeof BookableRoom>
export const FreeRooms = z
  .object({
    day: Day,
    timeZone: TimeZone,
    opens: Instant.nullable(),
    closes: Instant.nullable(),
    rooms: z.array(BookableRoom),
  })
  .meta({ id: 'FreeRooms' })
export type FreeRooms = z.output<typeof FreeRooms>
export const DayQuery = z.strictObject({ day: Day })
