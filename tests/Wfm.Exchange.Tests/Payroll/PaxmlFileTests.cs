using System.Globalization;
using System.Text;
using System.Xml.Linq;
using NodaTime;

namespace Wfm.Exchange.Tests.Payroll;

/// <summary>The file's structure as public descriptions of PAXml 2.x have it; its schema was not at hand.</summary>
public sealed class PaxmlFileTests
{
    private static readonly LocalDate Day = new(2026, 3, 2);
    private static readonly PaxmlSender Sender = new("Örebro & Co", "2120001967", new LocalDateTime(2026, 4, 1, 9, 30, 5));
    private static readonly AgentId Asa = new("0063");

    [Test]
    public void A_file_has_a_header_and_time_transactions_in_their_order()
    {
        XElement root = Written(
            new PayrollEvent(Asa, PayrollKind.Sick, Day, Day.PlusDays(2), null), new PayrollEvent(Asa, PayrollKind.Vacation, Day.PlusDays(7), Day.PlusDays(7), null),
            new PayrollEvent(Asa, PayrollKind.OvertimeSimple, Day, Day, Duration.FromMinutes(105)));

        root.Name.LocalName.ShouldBe("paxml");
        root.Elements().Select(element => element.Name.LocalName).ShouldBe(["header", "tidtransaktioner"]);
        root.Element("header")!.Elements().Select(element => $"{element.Name}={element.Value}").ShouldBe(
            ["version=2.2", "format=LÖNIN", "datum=2026-04-01T09:30:05", "foretagorgnr=2120001967", "foretagnamn=Örebro & Co", "programnamn=Wfm"]);
        root.Element("tidtransaktioner")!.Elements().Select(Text).ShouldBe(
        [
            "tidtrans 0063 1: tidkod=SJK datumfrom=2026-03-02 datumtom=2026-03-04 omfattning=100",
            "tidtrans 0063 2: tidkod=SEM datum=2026-03-09 omfattning=100",
            "tidtrans 0063 3: tidkod=ÖT1 datum=2026-03-02 timmar=1.75",
        ]);
    }

    [Test]
    public void Every_transaction_keeps_to_what_the_format_allows()
    {
        Random random = new(11);
        PayrollEvent[] events = [.. Enumerable.Range(0, 500).Select(_ => Any(random))];

        XElement[] told = [.. Written(events).Element("tidtransaktioner")!.Elements()];

        told.Length.ShouldBeGreaterThan(400);
        told.Select(one => one.Attribute("postid")!.Value).ShouldBe(Enumerable.Range(1, told.Length).Select(id => id.ToString(CultureInfo.InvariantCulture)));
        foreach (XElement one in told)
        {
            string[] parts = [.. one.Elements().Select(element => element.Name.LocalName)];
            string.Join(' ', parts).ShouldBeOneOf("tidkod datum timmar", "tidkod datum omfattning", "tidkod datumfrom datumtom omfattning");
            one.Element("tidkod")!.Value.ShouldMatch("^[A-ZÅÄÖ0-9]{3}$");
            one.Attribute("anstid")!.Value.ShouldNotBeEmpty();
            foreach (XElement date in one.Elements().Where(element => element.Name.LocalName.StartsWith("datum", StringComparison.Ordinal)))
            {
                date.Value.ShouldMatch("^2026-[0-9]{2}-[0-9]{2}$");
            }

            if (one.Element("timmar") is { } hours)
            {
                hours.Value.ShouldMatch(@"^[0-9]{1,2}\.[0-9]{2}$");
                decimal.Parse(hours.Value, CultureInfo.InvariantCulture).ShouldBeInRange(0.01m, 24);
            }
        }
    }

    [Test]
    public void Decimals_add_up_to_the_minutes()
    {
        PayrollEvent[] thirds = [.. Enumerable.Range(0, 30).Select(day => new PayrollEvent(Asa, PayrollKind.UnsocialEvening, Day.PlusDays(day), Day.PlusDays(day), Duration.FromMinutes(20)))];

        decimal[] hours = [.. Written(thirds).Element("tidtransaktioner")!.Elements().Select(one => decimal.Parse(one.Element("timmar")!.Value, CultureInfo.InvariantCulture))];

        hours.Sum().ShouldBe(10m);
        hours.Distinct().Order().ShouldBe([0.33m, 0.34m]);
    }

    [Test]
    public void Codes_are_the_municipalitys_own_and_an_empty_one_leaves_the_kind_out()
    {
        PayrollCodes own = new(new Dictionary<string, string> { ["care_of_child"] = "310", ["sick"] = "" });

        XElement root = Written(own, new PayrollEvent(Asa, PayrollKind.Sick, Day, Day, null), new PayrollEvent(Asa, PayrollKind.CareOfChild, Day, Day, null));

        root.Element("tidtransaktioner")!.Elements().Select(Text).ShouldBe(["tidtrans 0063 1: tidkod=310 datum=2026-03-02 omfattning=100"]);
    }

    [TestCase("sjuk", "SJK", "PayrollCodes names \"sjuk\"")]
    [TestCase("sick", "SJUKFRÅNVARO", "expected 1 to 10 letters and digits")]
    [TestCase("sick", "<x/>", "expected 1 to 10 letters and digits")]
    public void A_mapping_that_cannot_be_used_is_told(string kind, string code, string words) =>
        Should.Throw<FormatException>(() => new PayrollCodes(new Dictionary<string, string> { [kind] = code })).Message.ShouldContain(words);

    [TestCase("=1+1")]
    [TestCase("<script>")]
    [TestCase("\"&'")]
    [TestCase("@SUM(A1)")]
    public void Text_stays_text_whatever_it_looks_like(string text)
    {
        XElement root = Written(new PayrollCodes(new Dictionary<string, string>()), Sender with { Company = text }, text, new PayrollEvent(Asa, PayrollKind.Sick, Day, Day, null));

        root.Descendants("foretagnamn").Single().Value.ShouldBe(text);
        root.Descendants("tidtrans").Single().Attribute("anstid")!.Value.ShouldBe(text);
        root.DescendantsAndSelf().Select(element => element.Name.LocalName).ShouldNotContain("script");
    }

    [Test]
    public void What_xml_cannot_hold_is_left_out()
    {
        XElement root = Written(new PayrollCodes(new Dictionary<string, string>()), Sender with { Company = "A\u0001B\uD800C\uFFFF😀", OrganisationNumber = null }, "1\r\n2", new PayrollEvent(Asa, PayrollKind.Sick, Day, Day, null));

        root.Descendants("foretagnamn").Single().Value.ShouldBe("ABC😀");
        root.Descendants("foretagorgnr").ShouldBeEmpty();
        root.Descendants("tidtrans").Single().Attribute("anstid")!.Value.ShouldBe("12");
    }

    private static PayrollEvent Any(Random random)
    {
        PayrollKind kind = (PayrollKind)random.Next(Enum.GetValues<PayrollKind>().Length);
        LocalDate from = Day.PlusDays(random.Next(200));
        AgentId agent = new($"{random.Next(5):0000}");
        return random.Next(2) == 0
            ? new PayrollEvent(agent, kind, from, from.PlusDays(random.Next(20)), null)
            : new PayrollEvent(agent, kind, from, from, Duration.FromMinutes(1 + random.Next(600)));
    }

    private static string Text(XElement one) =>
        $"{one.Name} {one.Attribute("anstid")!.Value} {one.Attribute("postid")!.Value}: {string.Join(' ', one.Elements().Select(element => $"{element.Name}={element.Value}"))}";

    private static XElement Written(params PayrollEvent[] events) => Written(new PayrollCodes(new Dictionary<string, string>()), events);

    private static XElement Written(PayrollCodes codes, params PayrollEvent[] events) => Written(codes, Sender, null, events);

    private static XElement Written(PayrollCodes codes, PaxmlSender sender, string? number, params PayrollEvent[] events)
    {
        using MemoryStream file = new();
        int count = PaxmlFile.Write(file, sender, events, codes, agent => number ?? agent.Value);
        string text = Encoding.UTF8.GetString(file.ToArray());
        text.ShouldStartWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>");
        XElement root = XDocument.Parse(text).Root!;
        root.Descendants("tidtrans").Count().ShouldBe(count);
        return root;
    }
}
