using Microsoft.Data.Sqlite;
using Npgsql;

namespace Wfm.Storage.Tests;

public sealed class ConnectionTextTests
{
    [TestCase("wfm.db")]
    [TestCase("./data/wfm=1.db")]
    [TestCase("C;D.db")]
    [TestCase("/var/lib/wfm/Örebro å ä ö.db")]
    public void A_path_is_a_SQLite_file(string path)
    {
        WfmDatabase database = WfmDatabase.Parse(path);

        database.Provider.ShouldBe(DatabaseProvider.Sqlite);
        SqliteConnectionStringBuilder parts = new(database.ConnectionString);
        parts.DataSource.ShouldBe(path);
        parts.ForeignKeys.ShouldBe(true);
        parts.DefaultTimeout.ShouldBe(30);
    }

    [TestCase("Data Source=wfm.db", "wfm.db", 30)]
    [TestCase("  datasource = /var/lib/wfm/wfm.db ; Cache=Private", "/var/lib/wfm/wfm.db", 30)]
    [TestCase("Filename=data/wfm.db;Default Timeout=7;Foreign Keys=False", "data/wfm.db", 7)]
    public void A_SQLite_keyword_string_names_a_file_too(string text, string path, int timeout)
    {
        WfmDatabase database = WfmDatabase.Parse(text);

        (database.Provider, database.ToString()).ShouldBe((DatabaseProvider.Sqlite, path));
        SqliteConnectionStringBuilder parts = new(database.ConnectionString);
        (parts.DataSource, parts.ForeignKeys, parts.DefaultTimeout).ShouldBe((path, true, timeout));
    }

    [Test]
    public void A_URL_is_taken_apart()
    {
        WfmDatabase database = WfmDatabase.Parse("postgres://wfm%40city:p%40ss%2Fw%3Ard@db.example.se:6543/plan%20a?sslmode=verify-full&application_name=wfm");

        database.Provider.ShouldBe(DatabaseProvider.PostgreSql);
        NpgsqlConnectionStringBuilder parts = new(database.ConnectionString);
        (parts.Host, parts.Port, parts.Database).ShouldBe(("db.example.se", 6543, "plan a"));
        (parts.Username, parts.Password).ShouldBe(("wfm@city", "p@ss/w:rd"));
        (parts.SslMode, parts.ApplicationName).ShouldBe((SslMode.VerifyFull, "wfm"));
    }

    [TestCase("postgresql://localhost/wfm", "localhost", 5432)]
    [TestCase("POSTGRES://u@[::1]/wfm", "::1", 5432)]
    [TestCase("Host=db;Database=wfm;Username=u", "db", 5432)]
    [TestCase("server=db;port=5433;database=wfm", "db", 5433)]
    public void Short_forms_and_keywords_work_too(string text, string host, int port)
    {
        NpgsqlConnectionStringBuilder parts = new(WfmDatabase.Parse(text).ConnectionString);

        (parts.Host!.Trim('[', ']'), parts.Port, parts.Database).ShouldBe((host, port, "wfm"));
    }

    [TestCase("postgres://u@h/d", "-c idle_in_transaction_session_timeout=60s -c jit=off")]
    [TestCase("postgres://u@h/d?options=-c%20search_path%3Dplan", "-c search_path=plan -c idle_in_transaction_session_timeout=60s -c jit=off")]
    [TestCase("Host=h;Database=d;Options=-c idle_in_transaction_session_timeout=5min", "-c idle_in_transaction_session_timeout=5min -c jit=off")]
    [TestCase("postgres://u@h/d?options=-c%20jit%3Don", "-c jit=on -c idle_in_transaction_session_timeout=60s")]
    public void PostgreSQL_takes_locks_from_a_node_that_stands_still_and_compiles_no_queries_unless_the_text_says_otherwise(string text, string options) =>
        new NpgsqlConnectionStringBuilder(WfmDatabase.Parse(text).ConnectionString).Options.ShouldBe(options);

    [TestCase("", "No database is named")]
    [TestCase("   ", "No database is named")]
    [TestCase(":memory:", "A database in memory is gone")]
    [TestCase("/tmp", "is a folder")]
    [TestCase("data/", "is a folder")]
    [TestCase("mysql://u:p@h/d", "\"mysql://\" is no database we know")]
    [TestCase("postgres://u:secret@h", "names no database")]
    [TestCase("postgres://u:secret@h/", "names no database")]
    [TestCase("postgres://u:secret@h/d?color=red", "has the option \"color\"")]
    [TestCase("postgres://u:secret@h/d?sslmode=maybe", "option sslmode has the value \"maybe\"")]
    [TestCase("postgres://u:secret@h:port/d", "cannot be read")]
    [TestCase("Host=h;Username=u;Password=secret", "names no database")]
    [TestCase("Data Source=", "No database is named")]
    [TestCase("Data Source=:memory:", "A database in memory is gone")]
    [TestCase("Data Source=wfm;Mode=Memory", "Mode=Memory cannot be worked in")]
    [TestCase("Data Source=wfm.db;Mode=ReadOnly", "Mode=ReadOnly cannot be worked in")]
    [TestCase("Data Source=data/", "is a folder")]
    [TestCase("Data Source=h;Initial Catalog=wfm;Password=secret", "is not one SQLite understands")]
    [TestCase("Host=h;Database=d;Password=secret;Shoe Size=43", "not one Npgsql understands")]
    public void What_cannot_be_meant_is_told_without_the_password(string text, string message)
    {
        FormatException refused = Should.Throw<FormatException>(() => WfmDatabase.Parse(text));

        refused.Message.ShouldContain(message);
        refused.Message.ShouldNotContain("secret");
    }

    [TestCase("postgres://u:secret@h:6543/d", "h:6543/d")]
    [TestCase("wfm.db", "wfm.db")]
    public void A_database_names_itself_without_its_secrets(string text, string name) => WfmDatabase.Parse(text).ToString().ShouldBe(name);
}
