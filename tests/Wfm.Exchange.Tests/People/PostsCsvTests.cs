using NodaTime;

namespace Wfm.Exchange.Tests.People;

public sealed class PostsCsvTests
{
    private const string Header = "queue,from,to,people,weekday,valid_from,valid_to\n";

    [Test]
    public void A_row_holds_on_the_weekdays_it_names_or_on_every_open_day()
    {
        PeopleData taken = new PeopleDirectory().With("posts.csv", $"{Header}växel,10:00,12:00,2,,,\nväxel,12:00,17:00,1,mån-tis,2026-02-01,2026-06-30\n").Taken();

        taken.Posts.ShouldBe(
        [
            new MinimumPost(new QueueId("växel"), null, new LocalTime(10, 0), new LocalTime(12, 0), 2, null, null),
            new MinimumPost(new QueueId("växel"), IsoDayOfWeek.Monday, new LocalTime(12, 0), new LocalTime(17, 0), 1, new LocalDate(2026, 2, 1), new LocalDate(2026, 6, 30)),
            new MinimumPost(new QueueId("växel"), IsoDayOfWeek.Tuesday, new LocalTime(12, 0), new LocalTime(17, 0), 1, new LocalDate(2026, 2, 1), new LocalDate(2026, 6, 30)),
        ]);
    }

    [Test]
    public void Without_the_file_nothing_is_said_of_posts()
    {
        new PeopleDirectory().Taken().Posts.ShouldBeNull();
        new PeopleDirectory().With("posts.csv", Header).Taken().Posts.ShouldBeEmpty();
    }

    [TestCase("post,07:00,17:00,1,1-5,,", "posts.csv, line 2, queue: \"post\" — expected a queue that exists.", "posts.csv, line 2, people: \"1\" — expected at most the 0 people who have post as a skill in skills.csv.")]
    [TestCase("växel,07:00,17:30,1,1-5,,", "posts.csv, line 2, from: \"07:00–17:30\" — expected a time within the opening hours of växel, which is not open all of it on Monday, Tuesday, Wednesday, Thursday, Friday.")]
    [TestCase("skola,08:00,16:00,1,,,", "posts.csv, line 2, from: \"08:00–16:00\" — expected a time within the opening hours of skola, which is not open all of it on Monday, Tuesday, Wednesday, Thursday, Friday.")]
    [TestCase("växel,11:00,24:00,1,sön,,", "")]
    [TestCase("växel,11:00,24:00,1,sön,2027-01-01,", "posts.csv, line 2, from: \"11:00–00:00\" — expected a time within the opening hours of växel, which is not open all of it on Sunday.")]
    [TestCase("växel,07:00,17:00,3,1-5,,", "posts.csv, line 2, people: \"3\" — expected at most the 2 people who have växel as a skill in skills.csv.")]
    [TestCase("växel,07:00,17:00,1,1-5,,\nväxel,16:45,17:00,2,fre,,", "posts.csv, line 3, from: \"16:45\" — expected posts of a queue that do not overlap; line 2 covers the same time.")]
    [TestCase("växel,07:00,17:00,0,1-5,,", "posts.csv, line 2, people: \"0\" — expected a whole number of people, 1 to 1000.")]
    [TestCase("växel,17:00,07:00,1,1-5,,", "posts.csv, line 2, to: \"07:00\" — expected a time after from, or 24:00 for the end of the day.")]
    [TestCase("växel,24:00,24:00,1,1-5,,", "posts.csv, line 2, from: \"24:00\" — expected a time of day such as 07:00.")]
    [TestCase("växel,07:00,17:00,1,1-5,2026-02-01,2026-01-31", "posts.csv, line 2, valid_to: \"2026-01-31\" — expected a date not before valid_from.")]
    public void A_bad_row_is_refused_in_words_a_planner_can_act_on(string rows, params string[] problems) =>
        new PeopleDirectory().With("posts.csv", $"{Header}{rows}\n").Problems().ShouldBe(problems.Where(problem => problem.Length > 0));
}
