using Wfm.Storage;

namespace Wfm.EndToEnd.Tests;

/// <summary>axe on every view, wide and narrow, and nothing the security policy or the program complains about.</summary>
public sealed class AccessibilityTests() : Journeys(DatabaseProvider.Sqlite)
{
    [TestCase("anna", 360, "/my-schedule /wishes /inbox /account")]
    [TestCase("greta", 1440, "/requests /day /my-schedule /adherence /master-data?tab=states /master-data?tab=rules")]
    [TestCase("tora", 1440, "/requests /schedule /schedule?view=day&date=2026-03-03 /staffing?date=2026-03-03 /forecast?week=2026-03-02 /periods /runs /master-data /master-data?tab=states /master-data?tab=sources /master-data?tab=contracts /master-data?tab=templates /day /reports")]
    [TestCase("tora", 800, "/schedule?view=day&date=2026-03-03 /forecast")]
    [TestCase("adam", 1440, "/administration /administration?tab=keys /administration?tab=permissions /administration?tab=audit /administration?tab=reads /administration?tab=retention /master-data?tab=queues /master-data?tab=groups /master-data?tab=activities /master-data?tab=sources /runs")]
    public async Task No_view_shuts_anybody_out(string login, int width, string views)
    {
        await using Screen screen = await Screen.AsAsync(Server, login, width);
        List<string> barriers = [];
        foreach (string view in views.Split(' '))
        {
            await screen.GoAsync(view);
            await screen.PictureAsync($"{login} {width} {view}");
            barriers.AddRange((await screen.BarriersAsync()).Select(barrier => $"{view}: {barrier}"));
        }

        barriers.ShouldBeEmpty();
        screen.Complaints.ShouldBeEmpty();
    }

    [Test]
    public async Task The_page_to_log_in_shuts_nobody_out()
    {
        await using Screen screen = await Screen.OpenAsync(Server, 360, 780);
        await screen.GoAsync("/");
        (await screen.BarriersAsync()).ShouldBeEmpty();
    }

    [Test]
    public async Task A_picture_without_words_and_a_field_without_a_name_are_found()
    {
        await using Screen screen = await Screen.OpenAsync(Server, 360, 780);
        await screen.GoAsync("/");
        await screen.Page.EvaluateAsync("() => document.querySelector('main').append(document.createElement('img'), document.createElement('input'))");
        (await screen.BarriersAsync()).ShouldBe(["image-alt: img", "label: #main > input"]);
    }
}
