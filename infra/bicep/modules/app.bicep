// The function app: plan, code package by identity, settings, and the platform's authentication in front of it.

@export()
@description('Section Creditor of the settings.')
type creditorType = {
  name: string
  legalForm: string
  street: string
  postalCode: string
  town: string
  country: string
  @description('Ten digits.')
  enterpriseNumber: string
  court: string
  email: string
  phone: string
  website: string
  iban: string
  bic: string
  @description('Whether the creditor counts as a small enterprise for art. XIX.4 CDE.')
  isSmallEnterprise: bool
}

@export()
@description('userName@domain sends the mail.')
type mailSenderType = {
  userName: string
  domain: string
}

@export()
@description('Section Legal of the settings: who decides on legal files, and who gets them.')
type legalType = {
  approverEmail: string
  lawyerEmail: string
  lawyerName: string
}

@export()
@description('Section Ibanity of the settings: who we are there, where its API is reached, and when everything is fetched.')
type ibanityType = {
  @description('https://api.ibanity.com, or the gateway that adds the client certificate in front of it.')
  apiBase: string
  @description('Id of our application; empty: every webhook is refused.')
  applicationId: string
  @description('OAuth2 client of Ponto Connect; empty: not connected.')
  pontoClientId: string
  @description('OAuth2 client of Isabel Connect; empty: not connected.')
  isabelClientId: string
  @description('Hours of Brussels, separated by commas.')
  pullHours: string
}

param name string
param location string
param identityName string
param storageName string
param storagePrefix string
param packageContainer string
param serviceBusHost string
param receiptsQueue string
param vaultUri string
param insightsName string
param mailEndpoint string
param mailSender mailSenderType
param cardReturnUrl string

@description('Takes card events of the test mode, in which no money moves. Never in production.')
param acceptCardTestMode bool

@description('What the names of the card provider begin with on a bank statement, separated by semicolons.')
param cardPayoutNames string
param rollDueDateToWorkingDay bool
param creditor creditorType
param legal legalType
param ibanity ibanityType
param authenticationClientId string
param maximumInstanceCount int

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {
  name: identityName
}

resource storage 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: storageName
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: 'plan-${name}'
  location: location
  kind: 'functionapp'
  sku: {
    tier: 'FlexConsumption'
    name: 'FC1'
  }
  properties: {
    reserved: true
  }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identity.id}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identity.id
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${storage.properties.primaryEndpoints.blob}${packageContainer}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identity.id
          }
        }
      }
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
      scaleAndConcurrency: {
        maximumInstanceCount: maximumInstanceCount
        instanceMemoryMB: 2048
        // One instance of the durable group stays: timers of orchestrations fire on time without a cold start.
        alwaysReady: [
          {
            name: 'durable'
            instanceCount: 1
          }
        ]
      }
    }
  }

  resource withoutBasicFtp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: {
      allow: false
    }
  }

  resource withoutBasicScm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: {
      allow: false
    }
  }

  // Names read by the code; a test compares the two. Two underscores stand for the colon of a section.
  resource settings 'config' = {
    name: 'appsettings'
    properties: {
      AzureWebJobsStorage__accountName: storage.name
      AzureWebJobsStorage__credential: 'managedidentity'
      AzureWebJobsStorage__clientId: identity.properties.clientId
      APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.properties.clientId};Authorization=AAD'
      AZURE_CLIENT_ID: identity.properties.clientId
      Storage__Prefix: storagePrefix
      Storage__TableServiceUri: storage.properties.primaryEndpoints.table
      Storage__BlobServiceUri: storage.properties.primaryEndpoints.blob
      ServiceBus__fullyQualifiedNamespace: serviceBusHost
      ServiceBus__credential: 'managedidentity'
      ServiceBus__clientId: identity.properties.clientId
      ReceiptsQueue: receiptsQueue
      Mail__Endpoint: mailEndpoint
      Mail__Sender: '${mailSender.userName}@${mailSender.domain}'
      Stripe__ApiKey: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/stripe-api-key)'
      Stripe__WebhookSecrets: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/stripe-webhook-secrets)'
      Stripe__ReturnUrl: cardReturnUrl
      Ibanity__ApiBase: ibanity.apiBase
      Ibanity__ApplicationId: ibanity.applicationId
      Ibanity__PontoClientId: ibanity.pontoClientId
      Ibanity__PontoClientSecret: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/ibanity-ponto-client-secret)'
      Ibanity__PontoRefreshToken: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/ibanity-ponto-refresh-token)'
      Ibanity__IsabelClientId: ibanity.isabelClientId
      Ibanity__IsabelClientSecret: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/ibanity-isabel-client-secret)'
      Ibanity__IsabelRefreshToken: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/ibanity-isabel-refresh-token)'
      Ibanity__PullHours: ibanity.pullHours
      Ibanity__TimeoutSeconds: '30'
      Stripe__AcceptTestMode: string(acceptCardTestMode)
      Stripe__PayoutNames: cardPayoutNames
      Invoicing__RollDueDateToWorkingDay: string(rollDueDateToWorkingDay)
      Legal__ApproverEmail: legal.approverEmail
      Legal__LawyerEmail: legal.lawyerEmail
      Legal__LawyerName: legal.lawyerName
      Creditor__Name: creditor.name
      Creditor__LegalForm: creditor.legalForm
      Creditor__Street: creditor.street
      Creditor__PostalCode: creditor.postalCode
      Creditor__Town: creditor.town
      Creditor__Country: creditor.country
      Creditor__EnterpriseNumber: creditor.enterpriseNumber
      Creditor__Court: creditor.court
      Creditor__Email: creditor.email
      Creditor__Phone: creditor.phone
      Creditor__Website: creditor.website
      Creditor__Iban: creditor.iban
      Creditor__Bic: creditor.bic
      Creditor__IsSmallEnterprise: string(creditor.isSmallEnterprise)
    }
  }

  // The app refuses to start without this: the header that names the caller could be forged otherwise.
  resource authentication 'config' = {
    name: 'authsettingsV2'
    properties: {
      platform: {
        enabled: true
      }
      globalValidation: {
        requireAuthentication: true
        unauthenticatedClientAction: 'Return401'
        // Verified by signature (webhooks) or by a link token (clients), or public (the API's own description).
        excludedPaths: [
          '/api/webhooks/*'
          '/api/pay/*'
          '/api/openapi.json'
        ]
      }
      identityProviders: {
        azureActiveDirectory: {
          enabled: true
          registration: {
            clientId: authenticationClientId
            openIdIssuer: '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'
          }
          validation: {
            allowedAudiences: [
              authenticationClientId
              'api://${authenticationClientId}'
            ]
          }
        }
      }
      login: {
        tokenStore: {
          enabled: false
        }
      }
      httpSettings: {
        requireHttps: true
      }
    }
  }
}

output name string = app.name
output host string = app.properties.defaultHostName
