-- What the decision saw, so that it can be made again with the same or a proposed policy.
alter table query add column facts jsonb;
create index query_of_subject_here on query (subject_id, institution_code, asked_at);
