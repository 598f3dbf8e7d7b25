using Smart.Local.Demo;

namespace Smart.Local.Timelines.Pages;

/// <summary>A story whose orchestrations have a page in docs/timelines.</summary>
/// <param name="Name">The name of its page.</param>
/// <param name="Title">Its title.</param>
/// <param name="Tells">What happens, in a few sentences.</param>
/// <param name="Start">When its virtual clock starts.</param>
/// <param name="Play">Plays it, and gives the names of what has random ids.</param>
/// <param name="Shows">How the instances on the page begin, named as the page names them; the others are left out.</param>
internal sealed record TimelineStory(
    string Name,
    string Title,
    string Tells,
    DateTimeOffset Start,
    Func<DemoStage, Task<IReadOnlyDictionary<string, string>>> Play,
    params IReadOnlyList<string> Shows);
