using NodaTime;

namespace Wfm.Exchange.Tests.People;

/// <summary>A good directory of people in memory, of which single files can be changed.</summary>
internal sealed class PeopleDirectory
{
    private readonly Dictionary<string, string> _files = new()
    {
        ["agents.csv"] =
            """
            agent,name,group,contract,employed_from,employed_to
            0063,Åsa Öberg,first,heltid,2020-01-01,
            0064,,first,deltid,,2026-12-31
            """,
        ["skills.csv"] =
            """
            agent,queue,priority,valid_from,valid_to
            0063,växel,1,,
            0063,skola,2,2026-01-01,2026-06-30
            0064,växel,,,
            """,
        ["contracts.csv"] =
            """
            contract;share;hours_per_week;week_band_hours;period_tolerance_hours;rule_set
            heltid;1;38,25;6;2;ab
            deltid;80 %;;;;
            """,
        ["shift_templates.csv"] =
            """
            template,weekday,earliest_start,latest_start,step,min_hours,max_hours,lunch_min,lunch_max,lunch_earliest,lunch_latest,breaks,break_minutes
            dag,1-5,07:00,9:00,15,6,8.5,30,60,11:00,13:30,2,15
            kort,lör,10:00,10:00,30,4,4,,,,,0,
            """,
        ["targets.csv"] =
            """
            queue,share,threshold_seconds,definition,max_abandonment,lower_limit,upper_limit,model,patience_seconds,shrinkage
            växel,0.8,30,of_offered,0.05,0.7,0.9,c,240,0:0.08;14:0.12;30:0.15
            skola,"0,85",120,,,,,,,
            """,
        ["opening_hours.csv"] =
            """
            queue,weekday,opens,closes,valid_from,valid_to
            växel,mån-fre,07:00,17:00,,
            växel,6 7,10:00,24:00,2026-01-01,2026-12-31
            skola,1-5,08:00,12:00,,
            skola,1-5,13:00,16:00,,
            """,
    };

    public static string Problem(string file, string text) => new PeopleDirectory().With(file, text).Problems().ShouldHaveSingleItem();

    public PeopleDirectory With(string file, string text)
    {
        _files[file] = text;
        return this;
    }

    /// <summary>The directory with one more row in a file.</summary>
    public PeopleDirectory Plus(string file, string row) => With(file, _files[file] + "\n" + row);

    public PeopleDirectory Without(string file)
    {
        _files.Remove(file);
        return this;
    }

    public ImportResult<PeopleData> Read(params string[] knownQueues) => PeopleFiles.Read(
        name => _files.TryGetValue(name, out string? text) ? TextFile.Of(text) : null, TextFile.Stockholm,
        knownQueues.Length == 0 ? null : knownQueues.Select(name => new QueueId(name)).ToHashSet());

    public PeopleData Taken()
    {
        ImportResult<PeopleData> result = Read();
        TextFile.ProblemsOf(result).ShouldBeEmpty();
        return result.Value!;
    }

    public string[] Problems() => TextFile.ProblemsOf(Read());

    public static LocalDateTime At(int month, int day, int hour = 0, int minute = 0) => new(2026, month, day, hour, minute);
}
