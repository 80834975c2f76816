namespace Wfm.Exchange.Tests;

/// <summary>Cells replaced and letters changed at random in every kind of file: a result each time, never an exception.</summary>
public sealed class DamagedFileTests
{
    private static readonly string[] OddCells =
    [
        "", " ", "0", "-1", "0,0", "1e308", "-1e-300", "NaN", "∞", "99999999999999999999", "24:00", "23:59:59", "2100-12-31", "1990-01-01T00:00-18:00", "2100-12-31T23:59+18:00",
        "2026-10-25T02:30", "2027-03-28T02:30", "0:0,1;1:0,2", "0:0;0:0", ":", ";", "-", "1-7", "7-1", "1-1-1", "'", "'=", "\"", "\0", "\r", "off", "å", "100 %", "%", "a,b", "½",
    ];

    private static readonly (string Name, string Text, Func<MemoryStream, int> ProblemsOf)[] Files =
    [
        ("targets", "queue,share,threshold_seconds,definition,max_abandonment,lower_limit,upper_limit,model,patience_seconds,shrinkage\nq,0.8,30,of_offered,0.05,0.7,0.9,c,240,0:0.1;7:0.2\n",
            file => TargetsCsv.Read(file, "f").ProblemCount),
        ("opening hours", "queue,weekday,opens,closes,valid_from,valid_to\nq,1-5,07:00,17:00,2026-01-01,2026-12-31\nq,6,08:00,24:00,,\n",
            file => OpeningHoursCsv.Read(file, "f").ProblemCount),
        ("holidays", "date,name,kind\n2026-12-24,Julafton,free_eve\n", file => HolidaysCsv.Read(file, "f").ProblemCount),
        ("events", "queue,from,to,name,factor\nq,2026-02-02,2026-02-06,brev,1.4\n", file => EventsCsv.Read(file, "f").ProblemCount),
        ("erlang", "model,calls,interval_seconds,aht_seconds,agents,threshold_seconds,target,patience_seconds,max_occupancy\na,33,3600,240,4,30,0.8,180,0.9\n",
            file => ErlangCsv.Read(file, "f").ProblemCount),
        ("curves", "queue,start,agents,cost,true_cost\nq,2026-01-05T07:00,0,9,9\nq,2026-01-05T07:00,1,4,5\n",
            file => CurvesCsv.Read(file, "f", TextFile.Stockholm).ProblemCount),
        ("requirement", "queue,start,calls,aht_seconds,required_erlang_c,required,scheduled_needed\nq,2026-01-05T07:00,1,2,3,4,5\nq,2026-01-05T07:15,1,2,3,4,5\n",
            file => RequirementCsv.Read(file, "f", TextFile.Stockholm).ProblemCount),
        ("forecast", "queue,start,calls,calls_p05,calls_p10,calls_p50,calls_p90,calls_p95,aht_seconds,model\nq,2026-01-05T07:00,1,1,1,1,1,1,240,m\n",
            file => ForecastCsv.Read(file, "f", TextFile.Stockholm).ProblemCount),
        ("agents", "agent,name,group,contract,employed_from,employed_to\n1,A,g,c,2020-01-01,2026-12-31\n", file => People("agents.csv", file)),
        ("skills", "agent,queue,priority,valid_from,valid_to\n1,q,1,2026-01-01,\n", file => People("skills.csv", file)),
        ("contracts", "contract,share,hours_per_week,week_band_hours,period_tolerance_hours,rule_set\nc,1,40,5,1,atl\n", file => People("contracts.csv", file)),
        ("templates", "template,weekday,earliest_start,latest_start,step,min_hours,max_hours,lunch_min,lunch_max,lunch_earliest,lunch_latest,breaks,break_minutes,contract\nt,1-5,07:00,09:00,15,6,8,30,60,11:00,13:30,2,15,c\n",
            file => People("shift_templates.csv", file)),
        ("absences", "agent,start,end,category\n1,2026-01-05,2026-01-06,sick\n1,2026-01-05T07:00,2026-01-06T08:00+01:00,\n", file => People("absences.csv", file)),
        ("meetings", "agent,start,end,activity,movable\n1,2026-01-05T10:00,2026-01-05T11:00,training,true\n", file => People("meetings.csv", file)),
        ("wishes", "agent,date,wish,strength\n1,2026-01-05,late,1.5\n", file => People("wishes.csv", file)),
        ("previous shifts", "agent,start,end\n1,2026-01-05T07:00,2026-01-05T16:00\n1,2026-01-06T07:00,2026-01-06T16:00\n", file => People("previous_shifts.csv", file)),
        ("rule sets", "rule_set,daily_rest_hours,day_break,week_break,longest_day_hours,most_weekends\nx,11,00:00,mon,10,4\n", file => People("rule_sets.csv", file)),
    ];

    private static readonly Dictionary<string, string> GoodPeople = Files.Where(file => file.Name is "agents" or "skills" or "contracts" or "templates")
        .ToDictionary(file => file.Name == "templates" ? "shift_templates.csv" : file.Name + ".csv", file => file.Text);

    private static IEnumerable<string> Names => Files.Select(file => file.Name);

    [TestCaseSource(nameof(Names))]
    public void A_damaged_file_is_read_or_refused_and_never_throws(string name)
    {
        (_, string text, Func<MemoryStream, int> problemsOf) = Files.Single(file => file.Name == name);
        Random random = new(20260105);
        problemsOf(TextFile.Of(text)).ShouldBe(0);
        int refused = Enumerable.Range(0, 600).Count(_ => problemsOf(TextFile.Of(Damaged(text, random))) > 0);

        refused.ShouldBeInRange(100, 599);
    }

    private static int People(string name, MemoryStream file) =>
        PeopleFiles.Read(
            asked => asked == name ? file : GoodPeople.TryGetValue(asked, out string? text) ? TextFile.Of(text) : null, TextFile.Stockholm).ProblemCount;

    private static string Damaged(string text, Random random)
    {
        string[] lines = text.Split('\n');
        for (int times = random.Next(1, 4); times > 0; times--)
        {
            int line = random.Next(10) == 0 ? 0 : random.Next(1, lines.Length);
            string[] cells = lines[line].Split(',');
            cells[random.Next(cells.Length)] = OddCells[random.Next(OddCells.Length)];
            lines[line] = string.Join(',', cells);
        }

        return string.Join('\n', lines);
    }
}
