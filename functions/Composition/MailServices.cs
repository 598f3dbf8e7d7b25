using Azure.Core.Pipeline;
using Azure.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Smart.Shared.Mail;
using Smart.Shared.Settings;

namespace Smart.Functions.Composition;

internal static class MailServices
{
    internal static IServiceCollection AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<MailSettings>(configuration.GetSection("Mail"));
        services.TryAddSingleton<PostalDropBox>();
        services.TryAddSingleton<OnceMailer>();
        services.TryAddSingleton<IMailProvider>(AzureMail);
        return services;
    }

    private static AcsMailProvider AzureMail(IServiceProvider services)
    {
        var settings = services.GetRequiredService<IOptions<MailSettings>>().Value;
        if (settings.Endpoint.Length == 0 || settings.Sender.Length == 0)
        {
            throw new InvalidOperationException("Settings Mail:Endpoint and Mail:Sender are missing.");
        }

        var options = new AcsMailOptions { Endpoint = new Uri(settings.Endpoint), Sender = settings.Sender };
        if (services.GetService<HttpPipelineTransport>() is { } transport) options.Transport = transport;
        return new AcsMailProvider(options, new DefaultAzureCredential(), services.GetRequiredService<PostalDropBox>());
    }
}
