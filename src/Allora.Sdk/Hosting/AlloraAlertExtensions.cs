using Allora.Sdk;
using Allora.Sdk.Alerts;
using Allora.Sdk.Hosting;
using Allora.Sdk.Hosting.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Alerts about the workers of a generic host, sent to a webhook.</summary>
public static class AlloraAlertExtensions
{
    /// <summary>Sends alerts about all workers of the host, of every network, as long as it runs (<see cref="AlloraAlerts"/>).</summary>
    /// <param name="builder">The builder of one of the networks.</param>
    /// <param name="configure">Sets the options; they are validated when the host starts.</param>
    /// <param name="workers">Returns the workers, for those that the host runs itself, such as a fleet's. Default: all that were added with AddAllora...Worker and the like.</param>
    /// <exception cref="InvalidOperationException">AddAlloraAlerts was called before.</exception>
    public static AlloraBuilder AddAlloraAlerts(this AlloraBuilder builder, Action<AlertOptions> configure, Func<IServiceProvider, IReadOnlyCollection<WorkerRunner>>? workers = null)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return Add(builder, null, configure, workers);
    }

    /// <summary>The same with the options of a section: the properties of <see cref="AlertOptions"/> by name.</summary>
    /// <param name="builder">The builder of one of the networks.</param>
    /// <param name="section">The section, for example <c>configuration.GetSection("Alerts")</c>. Wrong values and unknown keys stop the host's start; the webhook's address is not shown.</param>
    /// <param name="configure">Changes the options.</param>
    /// <param name="workers">Returns the workers, for those that the host runs itself, such as a fleet's. Default: all that were added with AddAllora...Worker and the like.</param>
    /// <exception cref="InvalidOperationException">AddAlloraAlerts was called before.</exception>
    public static AlloraBuilder AddAlloraAlerts(
        this AlloraBuilder builder, IConfigurationSection section, Action<AlertOptions>? configure = null, Func<IServiceProvider, IReadOnlyCollection<WorkerRunner>>? workers = null)
    {
        ArgumentNullException.ThrowIfNull(section);
        return Add(builder, section, configure, workers);
    }

    private static AlloraBuilder Add(
        AlloraBuilder builder, IConfigurationSection? section, Action<AlertOptions>? configure, Func<IServiceProvider, IReadOnlyCollection<WorkerRunner>>? workers)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        if (services.Any(static service => service.ServiceType == typeof(AlloraAlerts)))
            throw new InvalidOperationException("AddAlloraAlerts was called before: one webhook has the alerts of all workers of a host.");
        var failures = new List<string>();
        services.AddOptions<AlertOptions>()
            .Configure(options =>
            {
                failures.Clear();
                if (section is not null)
                    AlertOptionsReader.Read(new ConfigurationReader(section, section.Path, failures), options);
                configure?.Invoke(options);
            })
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<AlertOptions>>(new ValidateAlertOptions(section?.Path ?? "Alerts", failures));
        services.AddSingleton(provider => new AlloraAlerts(
            provider.GetRequiredService<IOptions<AlertOptions>>().Value,
            workers is null ? () => [.. provider.GetServices<AlloraWorkerService>().Select(static worker => worker.Runner)] : () => workers(provider),
            provider.GetService<ILoggerFactory>(),
            provider.GetService<TimeProvider>()));
        // Before the workers that were added so far: it starts first and has their first window.
        services.Insert(0, ServiceDescriptor.Singleton<IHostedService>(static provider => new AlertService(provider.GetRequiredService<AlloraAlerts>())));
        return builder;
    }

    /// <summary>Runs the alerts next to the workers.</summary>
    private sealed class AlertService(AlloraAlerts alerts) : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => alerts.RunAsync(stoppingToken);
    }

    private sealed class ValidateAlertOptions(string path, List<string> failures) : IValidateOptions<AlertOptions>
    {
        public ValidateOptionsResult Validate(string? name, AlertOptions options)
        {
            if (failures.Count > 0)
                return ValidateOptionsResult.Fail(failures);
            try
            {
                options.Validate();
                // A file that cannot be read is found at the start, too.
                _ = options.Address();
                return ValidateOptionsResult.Success;
            }
            catch (Exception exception) when (exception is ArgumentException or Allora.Sdk.Wallets.WalletException)
            {
                return ValidateOptionsResult.Fail($"{path}: {exception.Message}");
            }
        }
    }
}
