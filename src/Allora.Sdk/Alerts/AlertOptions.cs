namespace Allora.Sdk.Alerts;

/// <summary>Options of <see cref="AlloraAlerts"/>.</summary>
public sealed class AlertOptions
{
    private static readonly TimeSpan LongestEvaluation = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestRequest = TimeSpan.FromMinutes(1);

    /// <summary>Where alerts are sent: http or https. A secret, never logged or shown. Required, unless <see cref="WebhookFile"/> is set.</summary>
    public Uri? Webhook { get; set; }

    /// <summary>A file of mode 0600 with the address instead, read when alerts start. Default: none.</summary>
    public string? WebhookFile { get; set; }

    /// <summary>How often alerts are evaluated, which costs no request. Default 5 s; at least 100 ms, at most 1 min.</summary>
    public TimeSpan EvaluationInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>After how long an alert that goes on is sent again. Default 4 h; at least 1 min.</summary>
    public TimeSpan RepeatInterval { get; set; } = TimeSpan.FromHours(4);

    /// <summary>The timeout of one request to the webhook. Default 10 s; at most 1 min.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Alerts that are not sent. Default: none.</summary>
    public IReadOnlyCollection<AlertKind> LeaveOut { get; set; } = [];

    /// <summary>Changes the connection before it is first used, for example for your own certificates. Default: none.</summary>
    public Action<SocketsHttpHandler>? ConfigureHttp { get; set; }

    /// <summary>The address to send to.</summary>
    /// <exception cref="ArgumentException">The file has no address.</exception>
    /// <exception cref="Wallets.WalletException">The file cannot be read.</exception>
    internal Uri Address() => Webhook ?? AlertWebhook.ReadFile(WebhookFile!);

    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    internal void Validate()
    {
        if (Webhook is null == WebhookFile is null)
            throw new ArgumentException($"{nameof(Webhook)} or {nameof(WebhookFile)} must be set, and not both.");
        if (Webhook is { } address && !AlertWebhook.IsRight(address))
            throw new ArgumentException($"{nameof(Webhook)}, which is not shown here, must be an absolute address of http or https.");
        if (EvaluationInterval < TimeSpan.FromMilliseconds(100) || EvaluationInterval > LongestEvaluation)
            throw new ArgumentException($"{nameof(EvaluationInterval)} must be from 100 ms to 1 min.");
        if (RepeatInterval < TimeSpan.FromMinutes(1))
            throw new ArgumentException($"{nameof(RepeatInterval)} must be at least 1 min.");
        if (RequestTimeout <= TimeSpan.Zero || RequestTimeout > LongestRequest)
            throw new ArgumentException($"{nameof(RequestTimeout)} must be above 0 s and at most 1 min.");
        if (LeaveOut is null || LeaveOut.Any(static kind => !Enum.IsDefined(kind)))
            throw new ArgumentException($"{nameof(LeaveOut)} has a kind of alert that does not exist.");
    }
}
