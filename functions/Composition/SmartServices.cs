using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Smart.Shared.Calendar;
using Smart.Shared.References;
using Smart.Shared.Settings;
using Smart.Shared.Storage;

namespace Smart.Functions.Composition;

/// <summary>The one composition root, called by Program.cs in Azure and by the local runtime.</summary>
public static class SmartServices
{
    /// <summary>Adds every service of the product. What the caller registered before (clock, transport, providers) stays.</summary>
    public static IServiceCollection AddSmart(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions();
        services.Configure<CreditorSettings>(configuration.GetSection("Creditor"));
        services.AddGroundFloor(configuration);
        services.AddHttp();
        services.AddMail(configuration);
        services.AddDunning();
        services.AddMembers();
        services.AddShares();
        services.AddDebtors();
        services.AddInvoicing(configuration);
        services.AddPayments(configuration);
        services.AddLegal(configuration);
        services.AddTimeline();
        return services;
    }

    private static IServiceCollection AddGroundFloor(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IIdSource, RandomIds>();
        services.TryAddSingleton<BusinessClock>();
        services.TryAddSingleton(new StorageNames(configuration["Storage:Prefix"] ?? ""));
        services.TryAddSingleton(provider => TableClientOf(configuration, provider));
        services.TryAddSingleton(provider => BlobClientOf(configuration, provider));
        services.TryAddSingleton(_ => new ServiceBusClient(Required(configuration, "ServiceBus:fullyQualifiedNamespace"), new DefaultAzureCredential()));
        services.TryAddSingleton<TableStore>();
        services.TryAddSingleton<DocumentStore>();
        services.TryAddSingleton<WorkIndex>();
        services.TryAddSingleton<ReferenceDirectory>();
        services.TryAddSingleton<NameDirectory>();
        return services;
    }

    private static TableServiceClient TableClientOf(IConfiguration configuration, IServiceProvider provider)
    {
        var options = Connected(new TableClientOptions(), provider);
        return configuration["Storage:ConnectionString"] is { Length: > 0 } connection
            ? new TableServiceClient(connection, options)
            : new TableServiceClient(new Uri(Required(configuration, "Storage:TableServiceUri")), new DefaultAzureCredential(), options);
    }

    private static BlobServiceClient BlobClientOf(IConfiguration configuration, IServiceProvider provider)
    {
        var options = Connected(new BlobClientOptions(), provider);
        return configuration["Storage:ConnectionString"] is { Length: > 0 } connection
            ? new BlobServiceClient(connection, options)
            : new BlobServiceClient(new Uri(Required(configuration, "Storage:BlobServiceUri")), new DefaultAzureCredential(), options);
    }

    // Another way to storage, and other waits between attempts, where the caller registered some.
    private static T Connected<T>(T options, IServiceProvider provider)
        where T : ClientOptions
    {
        if (provider.GetService<HttpPipelineTransport>() is { } transport) options.Transport = transport;
        if (provider.GetService<RetryPolicy>() is { } retries) options.RetryPolicy = retries;
        return options;
    }

    private static string Required(IConfiguration configuration, string key) => configuration[key] is { Length: > 0 } value
        ? value
        : throw new InvalidOperationException($"Setting {key} is missing.");
}
