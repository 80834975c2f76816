using System.Globalization;
using System.Text;
using NodaTime;
using Wfm.Domain;

namespace Wfm.Testing;

/// <summary>A centre of two queues and eight people as files in memory, small enough to plan in a second.</summary>
internal static class SmallHouse
{
    public static readonly DateTimeZone Stockholm = DateTimeZoneProviders.Tzdb["Europe/Stockholm"];
    public static readonly LocalDate Monday = new(2026, 3, 2);
    public static readonly SchedulePeriod Period = new(Monday, 2);
    public const int HistoryWeeks = 10;

    private const string Targets =
        "queue,share,threshold_seconds,definition,max_abandonment,lower_limit,upper_limit,model,patience_seconds,shrinkage\n"
        + "första,0.8,30,of_offered,,0.75,0.9,a,180,0.1\nbygg,0.8,120,of_offered,0.1,,,c,240,0:0.05;14:0.1\n";

    public static Dictionary<string, string> Files { get; } = new()
    {
        ["queues.csv"] = "queue,name,channel,group\nförsta,Första linjen,phone,ett\nbygg,Bygglov,phone,två\n",
        ["targets.csv"] = Targets,
        ["opening_hours.csv"] = "queue,weekday,opens,closes,valid_from,valid_to\nförsta,1-5,08:00,17:00,,\nbygg,1-5,08:00,17:00,,\n",
        ["holidays.csv"] = "date,name,kind\n2026-03-06,Stängt,public_holiday\n",
        ["contracts.csv"] =
            "contract,share,hours_per_week,week_band_hours,period_tolerance_hours,rule_set\nhel,1,40,5,1,atl\nhalv,0.5,20,5,1,atl\n",
        ["shift_templates.csv"] =
            "template,weekday,earliest_start,latest_start,step,min_hours,max_hours,lunch_min,lunch_max,lunch_earliest,lunch_latest,breaks,break_minutes\n"
            + "dag,1-5,08:00,09:00,15,6,8,30,60,11:00,13:30,2,15\nkort,1-5,08:00,12:00,30,4,5,0,0,,,1,15\n",
        ["agents.csv"] = "agent,name,group,contract,employed_from,employed_to\n" + string.Concat(
            Enumerable.Range(1, 8).Select(number => $"{number:0000},Åsa {number},{(number <= 4 ? "ett" : "två")},{(number % 4 == 0 ? "halv" : "hel")},,\n")),
        ["skills.csv"] = "agent,queue,priority,valid_from,valid_to\n" + string.Concat(
            Enumerable.Range(1, 8).Select(number => number <= 4 ? $"{number:0000},första,1,,\n" : $"{number:0000},bygg,1,,\n{number:0000},första,2,,\n")),
        ["absences.csv"] = "agent,start,end,category\n0001,2026-03-02T00:00,2026-03-04T00:00,vacation\n0002,2026-03-10T08:00,2026-03-10T10:00,other\n",
        ["meetings.csv"] = "agent,start,end,activity,movable\n0005,2026-03-03T09:00,2026-03-03T10:00,meeting,false\n",
        ["wishes.csv"] = "agent,date,wish,strength\n0003,2026-03-11,day_off,1\n0006,,early,1\n",
        ["previous_shifts.csv"] = "agent,start,end\n0003,2026-02-27T08:00,2026-02-27T17:00\n",
    };

    public static string Calls { get; } = CallsText();

    public static Stream? Open(string name) => Files.TryGetValue(name, out string? text) ? Utf8(text) : null;

    public static Func<string, Stream?> With(string name, string text) => file => file == name ? Utf8(text) : Open(file);

    public static MemoryStream Utf8(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <summary>Ten weeks of quarters; a Monday peak, a lunch dip, and a little arithmetic in place of chance.</summary>
    private static string CallsText()
    {
        StringBuilder text = new("queue,start,offered,answered,abandoned,handle_seconds\n");
        for (LocalDate date = Monday.PlusWeeks(-HistoryWeeks); date < Monday; date = date.PlusDays(1))
        {
            for (int quarter = 0; date.DayOfWeek <= IsoDayOfWeek.Friday && quarter < 36; quarter++)
            {
                LocalDateTime start = date + new LocalTime(8, 0).PlusMinutes(quarter * 15);
                int wave = (date.DayOfYear * 31 + quarter * 17) % 5;
                Row("första", 8 + wave + (date.DayOfWeek == IsoDayOfWeek.Monday ? 3 : 0) - (quarter is >= 15 and < 19 ? 3 : 0), 180);
                Row("bygg", 3 + (wave / 2), 300);

                void Row(string queue, int offered, int seconds) => text.Append(
                    CultureInfo.InvariantCulture, $"{queue},{start:uuuu-MM-ddTHH:mm},{offered},{offered},0,{offered * seconds}\n");
            }
        }

        return text.ToString();
    }
}
