using System.Text;
using System.Xml;
using System.Xml.Schema;
using NodaTime;

namespace Wfm.Exchange.Tests.Feeds;

[TestFixture]
public sealed class TeleoptiStatesTests
{
    private const string Soap = "http://schemas.xmlsoap.org/soap/envelope/";
    private const string Items = "http://schemas.datacontract.org/2004/07/Teleopti.Ccc.Rta.WebService";

    [Test]
    public void A_batch_is_read_with_its_leading_zeros_and_blanks()
    {
        StateMessage message = Read(Batch(
            Item("<UserCode>0063</UserCode><StateCode>LOGGED ON</StateCode><IsLoggedOn>true</IsLoggedOn><IsSnapshot>false</IsSnapshot><Timestamp>2026-03-02T08:15:30.5Z</Timestamp><BatchId>2026-03-02T08:15:00Z</BatchId>"),
            Item("<Timestamp>2026-03-02T09:15:31+01:00</Timestamp><StateCode></StateCode><UserCode>2001</UserCode>")));

        message.Method.ShouldBe(StateMethod.Many);
        (message.Batch.Source, message.Batch.Key).ShouldBe(("1", "k&y"));
        message.Batch.States.ShouldBe(
        [
            new FedState("0063", "LOGGED ON", Instant.FromUtc(2026, 3, 2, 8, 15, 30) + Duration.FromMilliseconds(500), true, null),
            new FedState("2001", "LOGGED-OFF", Instant.FromUtc(2026, 3, 2, 8, 15, 31), false, null),
        ]);
    }

    [Test]
    public void Any_order_of_elements_and_any_prefix_is_the_same_message()
    {
        string[] elements =
        [
            "BatchId>2026-03-02T08:15:00Z<", "IsLoggedOn>true<", "IsSnapshot>true<", "SecondsInState>7<", "StateCode>ACW<", "StateDescription>After<",
            "Timestamp>2026-03-02T08:15:01Z<", "UserCode>0019<",
        ];
        Random random = new(3);
        StateMessage first = Read(Batch(Item(Shuffled(elements, random, "a"))));
        first.Batch.States.ShouldHaveSingleItem().ShouldBe(new FedState("0019", "ACW", Instant.FromUtc(2026, 3, 2, 8, 15, 1), true, Instant.FromUtc(2026, 3, 2, 8, 15)));
        for (int round = 0; round < 200; round++)
        {
            Read(Batch(Item(Shuffled(elements, random, "p" + round)))).Batch.States.ShouldBe(first.Batch.States);
        }
    }

    [Test]
    public void The_end_of_a_snapshot_is_a_single_state_of_nobody()
    {
        StateMessage message = Read(Envelope("""
            <SaveExternalUserState xmlns="http://tempuri.org/"><authenticationKey>k</authenticationKey><userCode></userCode><stateCode/><stateDescription/><isLoggedOn>true</isLoggedOn>
            <secondsInState>0</secondsInState><timestamp>2026-03-02T08:15:00Z</timestamp><platformTypeId>00000000-0000-0000-0000-000000000000</platformTypeId><sourceId>007</sourceId>
            <batchId>2026-03-02T08:15:00Z</batchId><isSnapshot>true</isSnapshot></SaveExternalUserState>
            """));

        message.Method.ShouldBe(StateMethod.One);
        message.Batch.Source.ShouldBe("007");
        message.Batch.States.ShouldHaveSingleItem().ClosesSnapshot.ShouldBeTrue();
    }

    [Test]
    public void A_byte_order_mark_and_another_encoding_are_read()
    {
        string text = Batch(Item("<UserCode>åäö</UserCode><Timestamp>2026-03-02T08:15:00Z</Timestamp>"));

        TeleoptiStates.Read(new MemoryStream([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)])).Batch.States[0].User.ShouldBe("åäö");
        TeleoptiStates.Read(new MemoryStream([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)])).Batch.States[0].User.ShouldBe("åäö");
    }

    [TestCase("<!DOCTYPE a [<!ENTITY x 'y'>]><a/>", "no SOAP 1.1 envelope")]
    [TestCase("", "no SOAP 1.1 envelope")]
    [TestCase("{\"a\":1}", "no SOAP 1.1 envelope")]
    [TestCase("<Envelope/>", "was expected")]
    [TestCase("<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body/></s:Envelope>", "no body with a method")]
    [TestCase("<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><Drop xmlns='http://tempuri.org/'/></s:Body></s:Envelope>", "method Drop")]
    public void What_is_no_message_is_refused_in_words(string text, string expected) =>
        Should.Throw<UnreadableFeedException>(() => Read(text)).Message.ShouldContain(expected);

    [TestCase("<UserCode>1</UserCode><Timestamp>soon</Timestamp>", "Timestamp is \"soon\"")]
    [TestCase("<UserCode>1</UserCode>", "Timestamp is \"\"")]
    [TestCase("<UserCode>1</UserCode><Timestamp>2026-03-02T08:15:00Z</Timestamp><IsLoggedOn>ja</IsLoggedOn>", "IsLoggedOn is \"ja\"")]
    [TestCase("<UserCode>1</UserCode><Timestamp>2026-03-02T08:15:00Z</Timestamp><IsSnapshot>true</IsSnapshot>", "BatchId is \"\"")]
    public void A_value_that_is_none_refuses_the_whole_batch(string item, string expected) =>
        Should.Throw<UnreadableFeedException>(() => Read(Batch(Item("<UserCode>0</UserCode><Timestamp>2026-03-02T08:15:00Z</Timestamp>"), Item(item)))).Message.ShouldBe($"state 2: {expected}; {Tail(expected)} was expected.");

    [Test]
    public void Two_hundred_thousand_nested_elements_end_at_the_seventeenth()
    {
        string deep = string.Concat(Enumerable.Repeat("<a>", 200_000));

        Should.Throw<UnreadableFeedException>(() => Read(Batch(deep))).Message.ShouldContain("nested deeper than 16");
        Should.Throw<UnreadableFeedException>(() => Read($"<s:Envelope xmlns:s='{Soap}'><s:Header>{deep}")).Message.ShouldContain("nested deeper than 16");
    }

    [Test]
    public void More_than_ten_megabytes_or_twenty_thousand_states_are_refused()
    {
        Should.Throw<UnreadableFeedException>(() => Read(Batch(Item($"<UserCode>{new string('x', 11 * 1024 * 1024)}</UserCode>"))));
        Should.Throw<UnreadableFeedException>(() => Read(Batch(string.Concat(Enumerable.Repeat(Item("<UserCode>1</UserCode>"), 20_001))))).Message.ShouldContain("20000 states");
    }

    [TestCase(StateMethod.Many, 1, "SaveBatchExternalUserStateResult")]
    [TestCase(StateMethod.One, -100, "SaveExternalUserStateResult")]
    public void The_answer_is_an_envelope_with_the_result(StateMethod method, int result, string name)
    {
        XmlDocument answer = new();
        answer.LoadXml(TeleoptiStates.Answer(method, result));

        answer.GetElementsByTagName(name, "http://tempuri.org/")[0]!.InnerText.ShouldBe(result.ToString(System.Globalization.CultureInfo.InvariantCulture));
        answer.DocumentElement!.NamespaceURI.ShouldBe(Soap);
    }

    [Test]
    public void The_contract_is_well_formed_and_its_schemas_accept_a_message()
    {
        XmlDocument wsdl = new();
        wsdl.LoadXml(TeleoptiContract.Wsdl("https://host/TeleoptiWFM/RTA/TeleoptiRtaService.svc?a&b"));
        wsdl.GetElementsByTagName("operation", "http://schemas.xmlsoap.org/wsdl/").Count.ShouldBe(6);
        XmlSchemaSet schemas = new() { XmlResolver = null };
        foreach (string name in (string[])["xsd2", "xsd1", "xsd0"])
        {
            using XmlReader reader = XmlReader.Create(new StringReader(TeleoptiContract.Xsd(name)!));
            schemas.Add(null, reader);
        }

        schemas.Compile();
        XmlDocument message = new();
        message.LoadXml(Batch(Item("<BatchId>2026-03-02T08:15:00Z</BatchId><IsLoggedOn>true</IsLoggedOn><UserCode>1</UserCode>")));
        XmlDocument body = new();
        body.LoadXml(message.GetElementsByTagName("SaveBatchExternalUserState", "http://tempuri.org/")[0]!.OuterXml);
        body.Schemas = schemas;
        List<string> complaints = [];
        body.Validate((_, complaint) => complaints.Add(complaint.Message));
        complaints.ShouldBeEmpty();
        TeleoptiContract.Xsd("xsd3").ShouldBeNull();
    }

    private static string Tail(string expected) => expected.StartsWith("IsLoggedOn", StringComparison.Ordinal) ? "true or false" : "a time such as 2026-03-02T08:15:00Z";

    private static string Shuffled(string[] elements, Random random, string prefix)
    {
        string[] order = [.. elements];
        random.Shuffle(order);
        return string.Concat(order.Select(element =>
        {
            string name = element[..element.IndexOf('>')], value = element[(element.IndexOf('>') + 1)..^1];
            return $"<{prefix}:{name} xmlns:{prefix}=\"{Items}\">{value}</{prefix}:{name}>\n  ";
        }));
    }

    private static string Item(string inner) => $"<ExternalUserState xmlns=\"{Items}\">{inner}</ExternalUserState>";

    private static string Batch(params string[] items) => Envelope(
        $"<t:SaveBatchExternalUserState xmlns:t=\"http://tempuri.org/\"><t:authenticationKey>k&amp;y</t:authenticationKey><t:platformTypeId>00000000-0000-0000-0000-000000000000</t:platformTypeId><t:sourceId>1</t:sourceId><t:externalUserStateBatch>{string.Concat(items)}</t:externalUserStateBatch></t:SaveBatchExternalUserState>");

    private static string Envelope(string body) => $"<soap:Envelope xmlns:soap=\"{Soap}\"><soap:Header><x>y</x></soap:Header><soap:Body>\n{body}</soap:Body></soap:Envelope>";

    private static StateMessage Read(string text) => TeleoptiStates.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)));
}
