from django.db import migrations

FUNCTIONS = """
CREATE FUNCTION timetable_occupy(the_session bigint) RETURNS void LANGUAGE sql AS $$
    DELETE FROM timetable_occupation WHERE session_id = the_session;
    INSERT INTO timetable_occupation (session_id, resource, during)
    SELECT s.id, taken.resource, tstzrange(s.starts_at, s.ends_at)
    FROM timetable_session s,
    LATERAL (
        SELECT 'room:' || s.room_id WHERE s.room_id IS NOT NULL
        UNION ALL
        SELECT 'lecturer:' || s.lecturer_id WHERE s.lecturer_id IS NOT NULL
        UNION ALL
        SELECT 'interpreter:' || d.interpreter_id
        FROM timetable_interpreterduty d WHERE d.session_id = s.id
        UNION ALL
        SELECT 'group:' || g.id FROM timetable_group g
        WHERE g.edition_id = s.edition_id AND (s.group_id IS NULL OR g.id = s.group_id)
        UNION ALL
        SELECT 'everyone:' || s.edition_id WHERE s.group_id IS NULL
    ) AS taken(resource)
    WHERE s.id = the_session AND s.starts_at IS NOT NULL AND NOT s.is_cancelled;
$$;

CREATE FUNCTION timetable_session_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM timetable_occupy(NEW.id);
    RETURN NULL;
END $$;

CREATE FUNCTION timetable_session_goes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM timetable_occupation WHERE session_id = OLD.id;
    RETURN OLD;
END $$;

CREATE FUNCTION timetable_duty_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM timetable_occupy(OLD.session_id);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM timetable_occupy(NEW.session_id);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION timetable_group_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM timetable_occupation WHERE resource = 'group:' || OLD.id;
    ELSE
        PERFORM timetable_occupy(s.id) FROM timetable_session s
        WHERE s.edition_id = NEW.edition_id AND s.group_id IS NULL AND s.starts_at IS NOT NULL;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER occupy AFTER INSERT OR UPDATE ON timetable_session
    FOR EACH ROW EXECUTE FUNCTION timetable_session_changed();
CREATE TRIGGER free BEFORE DELETE ON timetable_session
    FOR EACH ROW EXECUTE FUNCTION timetable_session_goes();
CREATE TRIGGER occupy AFTER INSERT OR UPDATE OR DELETE ON timetable_interpreterduty
    FOR EACH ROW EXECUTE FUNCTION timetable_duty_changed();
CREATE TRIGGER occupy AFTER INSERT OR DELETE ON timetable_group
    FOR EACH ROW EXECUTE FUNCTION timetable_group_changed();
"""

BACK = """
DROP TRIGGER occupy ON timetable_session;
DROP TRIGGER free ON timetable_session;
DROP TRIGGER occupy ON timetable_interpreterduty;
DROP TRIGGER occupy ON timetable_group;
DROP FUNCTION timetable_session_changed();
DROP FUNCTION timetable_session_goes();
DROP FUNCTION timetable_duty_changed();
DROP FUNCTION timetable_group_changed();
DROP FUNCTION timetable_occupy(bigint);
"""


class Migration(migrations.Migration):
    """Rooms, lecturers, interpreters and people are taken by triggers, so nothing gets around them."""

    dependencies = [("timetable", "0002_constraints")]
    operations = [migrations.RunSQL(FUNCTIONS, BACK)]
