import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/**
 * Everything with a life of its own (visit, call, form, case, session, …) is a subject: a row with a version.
 * Every change is an event, chained by hash. `commit_batch` is the only way in: one call, one transaction.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table subject (
      kind text not null,
      id text not null,
      version integer not null,
      phase text not null,
      jurisdiction text,
      visit_id text,
      due_at bigint,
      state jsonb not null,
      head text not null,
      created_at bigint not null,
      updated_at bigint not null,
      primary key (kind, id)
    )`.execute(db)
  await sql`create index subject_phase on subject (kind, phase, jurisdiction)`.execute(db)
  await sql`create index subject_visit on subject (visit_id, kind) where visit_id is not null`.execute(db)
  await sql`create index subject_due on subject (due_at) where due_at is not null`.execute(db)
  // The figures of the day count visits by the office they went to.
  await sql`create index subject_visit_to on subject ((state->>'to'), created_at) where kind = 'visit'`.execute(
    db,
  )
  // A session is looked up by who or what it belongs to when that is revoked or ends.
  await sql`create index subject_session on subject using gin (state) where kind = 'session' and phase = 'live'`.execute(
    db,
  )
  await sql`
    create table event (
      kind text not null,
      id text not null,
      n integer not null,
      at bigint not null,
      by jsonb not null,
      name text not null,
      data jsonb not null,
      previous text not null,
      hash text not null,
      primary key (kind, id, n)
    )`.execute(db)
  await sql`create index event_at on event (at)`.execute(db)
  await sql`
    create table answered (
      session_id text not null,
      request_id text not null,
      request text not null,
      input_hash text not null,
      answer jsonb not null,
      at bigint not null,
      primary key (session_id, request_id)
    )`.execute(db)
  await sql`create index answered_at on answered (at)`.execute(db)
  await commitBatch(db)
}

/**
 * Returns {"outcome":"done"}, {"outcome":"conflict"} (a version moved: the caller loads again and retries) or
 * {"outcome":"repeated", …} (this request was answered before). Conflict undoes everything by raising.
 */
const commitBatch = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create function commit_batch(batch jsonb) returns jsonb language plpgsql as $body$
    declare
      row jsonb;
      earlier answered%rowtype;
    begin
      row := batch->'answered';
      if row is not null then
        insert into answered (session_id, request_id, request, input_hash, answer, at)
        values (row->>'sessionId', row->>'requestId', row->>'request', row->>'inputHash', row->'answer', (row->>'at')::bigint)
        on conflict do nothing;
        if not found then
          select * into earlier from answered
            where session_id = row->>'sessionId' and request_id = row->>'requestId';
          return jsonb_build_object('outcome', 'repeated', 'request', earlier.request,
            'inputHash', earlier.input_hash, 'answer', earlier.answer);
        end if;
      end if;
      for row in select value from jsonb_array_elements(batch->'held') loop
        perform 1 from subject
          where kind = row->>'kind' and id = row->>'id' and version = (row->>'version')::integer for share;
        if not found then raise exception 'conflict' using errcode = 'FW001'; end if;
      end loop;
      for row in select value from jsonb_array_elements(batch->'saved') loop
        if (row->>'version')::integer = 1 then
          insert into subject (kind, id, version, phase, jurisdiction, visit_id, due_at, state, head, created_at, updated_at)
          values (row->>'kind', row->>'id', 1, row->>'phase', row->>'jurisdiction', row->>'visitId',
            (row->>'dueAt')::bigint, row->'state', row->>'head', (row->>'at')::bigint, (row->>'at')::bigint)
          on conflict do nothing;
        else
          update subject set version = (row->>'version')::integer, phase = row->>'phase',
            jurisdiction = row->>'jurisdiction', visit_id = row->>'visitId', due_at = (row->>'dueAt')::bigint,
            state = row->'state', head = row->>'head', updated_at = (row->>'at')::bigint
          where kind = row->>'kind' and id = row->>'id' and version = (row->>'version')::integer - 1;
        end if;
        if not found then raise exception 'conflict' using errcode = 'FW001'; end if;
      end loop;
      insert into event (kind, id, n, at, by, name, data, previous, hash)
      select e->>'kind', e->>'id', (e->>'n')::integer, (e->>'at')::bigint, e->'by', e->>'name', e->'data',
        e->>'previous', e->>'hash'
      from jsonb_array_elements(batch->'events') e;
      return jsonb_build_object('outcome', 'done');
    end $body$`.execute(db)
}
