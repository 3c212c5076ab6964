package dev.marksheet.store;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    @Bean
    WriteQueue writeQueue(PlatformTransactionManager transactions) {
        return new WriteQueue(new TransactionTemplate(transactions));
    }

    @Bean
    RandomGenerator jobIdSource() {
        return new SecureRandom();
    }
}
