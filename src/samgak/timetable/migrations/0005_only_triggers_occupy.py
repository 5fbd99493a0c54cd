from django.db import migrations

GUARD = """
CREATE FUNCTION timetable_refuse_by_hand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- One trigger deep is this one: the statement came from outside, not from a trigger above.
    IF pg_trigger_depth() = 1 THEN
        RAISE EXCEPTION 'only triggers write to timetable_occupation'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE TRIGGER refuse_by_hand BEFORE INSERT OR UPDATE OR DELETE ON timetable_occupation
    FOR EACH ROW EXECUTE FUNCTION timetable_refuse_by_hand();
"""

BACK = """
DROP TRIGGER refuse_by_hand ON timetable_occupation;
DROP FUNCTION timetable_refuse_by_hand();
"""


class Migration(migrations.Migration):
    """Nobody frees a room by deleting what says that it is taken."""

    dependencies = [("timetable", "0004_making")]
    operations = [migrations.RunSQL(GUARD, BACK)]
