using Microsoft.Extensions.DependencyInjection;
using Smart.Functions.Timeline;

namespace Smart.Functions.Composition;

internal static class TimelineServices
{
    internal static IServiceCollection AddTimeline(this IServiceCollection services) => services.AddSingleton<InvoiceStory>();
}
