using Microsoft.Extensions.DependencyInjection;
using Smart.Shared.Members;

namespace Smart.Functions.Composition;

internal static class MembersServices
{
    internal static IServiceCollection AddMembers(this IServiceCollection services) => services
        .AddSingleton<MemberService>()
        .AddSingleton<ContractService>();
}
