using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Wfm.Samples.Tests;

public sealed class SampleFilesTests
{
    private static SortedDictionary<string, byte[]> SmallFiles { get; } = Centres.FilesOf(Centres.Small(5));

    private static string[] Lines(string file) => Encoding.UTF8.GetString(SmallFiles[file]).Split('\n');

    [TestCase("calls.csv", "queue,start,offered,answered,abandoned,answered_in_time,handle_seconds,wait_seconds")]
    [TestCase("calls_with_faults.csv", "queue,start,offered,answered,abandoned,answered_in_time,handle_seconds,wait_seconds")]
    [TestCase("queues.csv", "queue,name,channel,group")]
    [TestCase("groups.csv", "group,name")]
    [TestCase("targets.csv", "queue,share,threshold_seconds,definition,max_abandonment,lower_limit,upper_limit,model,patience_seconds,shrinkage")]
    [TestCase("opening_hours.csv", "queue,weekday,opens,closes,valid_from,valid_to")]
    [TestCase("holidays.csv", "date,name,kind")]
    [TestCase("events.csv", "queue,from,to,name,factor,kind")]
    [TestCase("requests.csv", "request,agent,kind,start,end,created")]
    [TestCase("people/contracts.csv", "contract,share,hours_per_week,week_band_hours,period_tolerance_hours,rule_set")]
    [TestCase("people/shift_templates.csv", "template,weekday,earliest_start,latest_start,step,min_hours,max_hours,lunch_min,lunch_max,lunch_earliest,lunch_latest,breaks,break_minutes")]
    [TestCase("people/agents.csv", "agent,name,group,contract,employed_from,employed_to")]
    [TestCase("people/skills.csv", "agent,queue,priority,valid_from,valid_to")]
    [TestCase("people/absences.csv", "agent,start,end,category")]
    [TestCase("people/meetings.csv", "agent,start,end,activity,movable")]
    [TestCase("people/wishes.csv", "agent,date,wish,strength")]
    [TestCase("people/previous_shifts.csv", "agent,start,end")]
    [TestCase("truth/rates.csv", "queue,start,rate_calls,aht_seconds")]
    [TestCase("truth/events.csv", "date,queue,kind,factor")]
    [TestCase("truth/calls_after.csv", "queue,start,offered,answered,abandoned,answered_in_time,handle_seconds,wait_seconds")]
    [TestCase("replay/bad_day.csv", "queue,start,offered,answered,abandoned,answered_in_time,handle_seconds,wait_seconds")]
    [TestCase("replay/bad_day_sick.csv", "agent,date")]
    public void Columns_are_the_contract_s(string file, string header)
    {
        string[] lines = Lines(file);

        lines[0].ShouldBe(header);
        lines[^1].ShouldBeEmpty();
        lines[1..^1].ShouldNotBeEmpty();
        // Names may hold commas inside quotes.
        lines[1..^1].Where(line => !line.Contains('"')).ShouldAllBe(line => line.Count(letter => letter == ',') == header.Count(letter => letter == ','));
    }

    [Test]
    public void All_files_are_written_once() => SmallFiles.Keys.ShouldBe(SampleFiles.Names.Order(StringComparer.Ordinal));

    [Test]
    public void The_same_seed_gives_the_same_bytes_in_any_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("sv-SE");
        try
        {
            SortedDictionary<string, byte[]> again = Centres.FilesOf(Centres.Small(5));
            again.ShouldAllBe(file => SHA256.HashData(file.Value).SequenceEqual(SHA256.HashData(SmallFiles[file.Key])));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [TestCase("calls.csv")]
    [TestCase("truth/rates.csv")]
    [TestCase("people/agents.csv")]
    [TestCase("people/wishes.csv")]
    [TestCase("replay/bad_day.csv")]
    public void Another_seed_gives_other_bytes(string file) =>
        Centres.FilesOfTwo[file].AsSpan().SequenceEqual(Centres.FilesOfOne[file]).ShouldBeFalse();

    [Test]
    public void Files_are_utf8_without_a_mark_and_end_lines_with_lf()
    {
        SmallFiles.ShouldAllBe(file => file.Value[0] != 0xEF && !file.Value.Contains((byte)'\r'));
        Encoding.UTF8.GetString(SmallFiles["queues.csv"]).ShouldContain("\"Första linjen, allmänt\",phone,forsta\n");
    }

    [Test]
    public void Three_years_fit_in_forty_megabytes() =>
        Centres.FilesOfOne.Values.Sum(file => (long)file.Length).ShouldBeLessThan(40_000_000);

    [Test]
    public void Rows_read_as_documented()
    {
        Lines("calls.csv")[1].ShouldStartWith("vaxel,2024-12-02T07:00+01:00,");
        Lines("people/contracts.csv")[2].ShouldBe("deltid80,0.8,32,5,1,ab");
        Lines("people/shift_templates.csv")[1].ShouldBe("heldag,1-5,07:00,09:00,15,6,9,30,60,10:45,13:30,2,15");
        Lines("people/shift_templates.csv")[2].ShouldBe("kort,1-5,07:00,12:30,30,4,5,0,0,,,1,15");
        Lines("targets.csv")[1].ShouldBe("vaxel,0.8,30,of_offered,0.08,0.7,0.92,a,150,0:0.27;14:0.31;30:0.33");
        Lines("opening_hours.csv")[1].ShouldBe("vaxel,monday,07:00,17:00,,");
        Lines("holidays.csv").ShouldContain("2026-01-06,Trettondedag jul,public_holiday");
    }

    [Test]
    public void Faults_stand_in_their_own_file_only()
    {
        string[] clean = [.. Lines("calls.csv").Where(line => line.Length > 0)], faulty = [.. Lines("calls_with_faults.csv").Where(line => line.Length > 0)];
        DataFault tenfold = Centres.One.Faults.Single(fault => fault.Kind == DataFaultKind.Tenfold);
        DataFault outage = Centres.One.Faults.Single(fault => fault.Kind == DataFaultKind.Outage);
        string prefix = $"allmant,{tenfold.Date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture)}T10:00";
        int Offered(string[] lines) => int.Parse(
            lines.Single(line => line.StartsWith(prefix, StringComparison.Ordinal)).Split(',')[2], CultureInfo.InvariantCulture);

        clean.ShouldBeUnique();
        Offered(faulty).ShouldBe(10 * Offered(clean));
        (faulty.Length - faulty.Distinct().Count()).ShouldBe(13 * 4);
        faulty.Where(line => line.Contains(outage.Date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture), StringComparison.Ordinal))
            .ShouldAllBe(line => line.EndsWith(",0,0,0,0,0,0", StringComparison.Ordinal));
    }
}

public sealed class AskedWrongTests
{
    [Test]
    public void A_period_begins_on_a_Monday() =>
        Should.Throw<ArgumentOutOfRangeException>(() => OrebroServicecenter.Create(1, new LocalDate(2026, 1, 6)));

    [TestCase(0)]
    [TestCase(11)]
    public void History_is_one_to_ten_years(int years) =>
        Should.Throw<ArgumentOutOfRangeException>(() => OrebroServicecenter.Create(1, new LocalDate(2026, 1, 5), years));

    [Test]
    public void Another_Monday_moves_everything()
    {
        SampleCentre summer = OrebroServicecenter.Create(3, new LocalDate(2026, 6, 1), historyYears: 1);

        summer.PlanningDate.ShouldBe(new LocalDate(2026, 5, 4));
        summer.Absences.ShouldAllBe(absence => absence.Start.Date >= summer.Period.FirstDay);
        summer.History[0].Intervals[^1].Start.InZone(summer.Unit.Zone).Date.ShouldBe(new LocalDate(2026, 4, 30));
    }
}
